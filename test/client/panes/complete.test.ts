import test from 'ava';
import {Emitter} from '../../../source/base/emitter.js';
import {within} from '../../../source/base/guard.js';
import type {InputEvent} from '../../../source/client/input/event.js';
import {firstTime, untilComplete} from '../../../source/client/panes/complete.js';
import {Panes} from '../../../source/client/panes/panes.js';
import {connectHolder} from '../../../source/link/holder.js';
import {Grid} from '../../../source/screen/grid.js';
import {gridText, rowText} from '../../../source/screen/row-text.js';
import {StyleTable} from '../../../source/screen/style.js';
import {drive, patience, script} from '../../holder/drive.js';
import {session} from '../fixtures/floor.js';

const area = {x: 1, y: 2, width: 61, height: 13};

test('the first picture waits for what its sessions show, in the size of their panes, and not for one that is not there', async t => {
	const holder = await drive(t, script('console.log("ready"); setInterval(() => {}, 1000)'));
	await holder.record();
	const {socket, token, version} = holder.spec;
	const panes = new Panes({styles: new StyleTable(), connect: async (to, begin) => connectHolder({socket: to, token, version, role: 'client'}, begin)});
	const [there, gone, behind] = [session(1, {socket}), session(2, {socket: `${socket}-no`}), session(3, {socket})];
	// Connected before it is known which of them will be shown, and where.
	panes.expect([there, gone, behind]);
	panes.arrange([{session: there, area}, {session: gone, area: {...area, y: 16, height: 4}}], new Set([there.id, gone.id, behind.id]));
	await untilComplete(panes, patience, new Emitter());
	const {screen, isAwaited} = panes.pane(there.id)!;
	t.false(isAwaited);
	t.like(screen.grid, {cols: 61, rows: 13});
	t.is(panes.pane(gone.id)!.note, 'its holder does not answer');
	const {promise, resolve} = Promise.withResolvers<void>();
	const floor = new Grid({cols: 80, rows: 24}, screen.grid.styles);
	const look = () => {
		panes.draw(floor);
		panes.drawn();
		if (rowText(floor, area.y) === ' ready') {
			resolve();
		}
	};

	const dispose = panes.changed.on(look);
	look();
	await within(patience, promise, () => new Error(gridText(floor)));
	dispose();
	panes.close();
});

test('where a picture stands and a holder is slow, whoever presses a key does not wait for it', async t => {
	const panes = new Panes({styles: new StyleTable(), connect: async () => new Promise(() => {})});
	const slow = session(1, {socket: '/nowhere'});
	panes.arrange([{session: slow, area}], new Set([slow.id]));
	const input = new Emitter<InputEvent>();
	// Longer than any test may take: only the key can end it.
	const done = untilComplete(panes, 2_000_000, input);
	input.emit({type: 'focus', focused: true});
	input.emit({type: 'reply', reply: {type: 'ready'}});
	await t.throwsAsync(within(3 * firstTime, done, () => new Error('It waits.')), {message: 'It waits.'});
	t.true(panes.pane(slow.id)!.isAwaited);
	input.emit({type: 'key', key: {name: 'j', text: 'j', ctrl: false, alt: false, shift: false}, raw: new Uint8Array([0x6A]), legacy: true});
	await within(patience, done, () => new Error('The key waits for the holder.'));
	t.is(input.size, 0);
	panes.close();
});

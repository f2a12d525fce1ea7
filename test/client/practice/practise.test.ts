import test from 'ava';
import {glyphText} from '../../../source/screen/glyph.js';
import {practise} from '../../../source/client/practice/practise.js';
import {playHolder} from '../../../source/client/practice/played-holder.js';
import {model} from '../fixtures/model.js';
import {richFloor} from '../fixtures/floor.js';

const floor = richFloor();
const sessions = floor.sessions.map(session => ({...session, socket: '/nowhere'}));
const shown = model({floor: {...floor, sessions}});

test('practice takes every key to its echo in the picture', async t => {
	const {ui} = shown;
	t.is(await practise({...shown, ui: {...ui, mode: 'session', focus: sessions[0]!.id}}), 450);
});

test('there is nothing to practise where no session is typed into', async t => {
	t.is(await practise({...shown, ui: {...shown.ui, focus: 'queue'}}), 0);
});

test('the holder that is played echoes what is typed', async t => {
	const link = playHolder({cols: 20, rows: 4}, [{type: 'subscribe', revision: 0}]);
	const {promise, resolve} = Promise.withResolvers<string>();
	link.updates.on(({rows}) => {
		const [row] = rows;
		if (row !== undefined) {
			resolve([...row.glyphs].map(glyph => glyphText(glyph)).join(''));
		}
	});
	link.input(Uint8Array.of(0x61));
	t.is(await promise, 'a');
	link.close();
});

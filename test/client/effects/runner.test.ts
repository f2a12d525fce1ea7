import test from 'ava';
import {MillwrightError} from '../../../source/base/errors.js';
import {carryOut, type World} from '../../../source/client/effects/runner.js';
import type {Action} from '../../../source/client/floor/action.js';

/** A reply of whatever request. */
const anything = (reply: unknown): never => reply as never;

function worldWith(parts: Partial<World>) {
	const actions: Action[] = [];
	const done: string[] = [];
	const world: World = {
		dispatch(action) {
			actions.push(action);
		},
		async request(name) {
			done.push(name);
			return anything({});
		},
		edit: async text => text,
		copy: async () => 'Copied.',
		async pane() {},
		typeKey() {},
		leave(how) {
			done.push(how);
		},
		suspend() {},
		redraw() {},
		setMouse() {},
		...parts,
	};
	return {world, actions, done};
}

test('effects are carried out in order, and none after one that failed', async t => {
	const good = worldWith({});
	await carryOut([{type: 'request', name: 'daemon.stop', params: {sessions: false}}, {type: 'quit'}], good.world);
	t.deepEqual(good.done, ['daemon.stop', 'stopped']);

	const bad = worldWith({
		async request() {
			throw new MillwrightError('busy', 'It is busy.', {hint: 'Wait.'});
		},
	});
	await carryOut([{type: 'request', name: 'daemon.stop', params: {sessions: false}}, {type: 'quit'}], bad.world);
	t.deepEqual(bad.done, []);
	t.deepEqual(bad.actions, [{type: 'said', level: 'bad', text: 'It is busy. Wait.'}]);
});

test('a reply becomes its action, and success is told', async t => {
	const {world, actions} = worldWith({});
	await carryOut([{type: 'request', name: 'task.hold', params: {task: 'a'}, becomes: () => ({type: 'close'}), said: 'Held.'}], world);
	t.deepEqual(actions, [{type: 'close'}, {type: 'said', level: 'good', text: 'Held.'}]);
});

test('a refusal may become more than a sentence, and blanks are not copied', async t => {
	const {world, actions} = worldWith({
		async request() {
			throw new MillwrightError('nothing', 'There is nothing.');
		},
	});
	await carryOut([{type: 'request', name: 'review.show', params: {project: 'p', task: 'a'}, otherwise: why => ({type: 'unreviewed', project: 'p', task: 'a', why})}], world);
	await carryOut([{type: 'copy', text: ' \n'}], world);
	t.deepEqual(actions, [{type: 'unreviewed', project: 'p', task: 'a', why: 'There is nothing.'}, {type: 'said', level: 'info', text: 'There is nothing but blanks to be copied.'}]);
});

test('an edited file goes back to the editor with the reason until it is right', async t => {
	const shown: string[] = [];
	const written: string[] = [];
	const {world, actions} = worldWith({
		async request(name, params) {
			if (name === 'inputs.read') {
				return anything({file: 'pipeline.yaml', text: 'old\n'});
			}

			const {text} = params as {text: string};
			written.push(text);
			if (text.includes('wrong')) {
				throw new MillwrightError('bad-file', 'Line 1 is wrong.');
			}

			return anything({});
		},
		async edit(text) {
			shown.push(text);
			return shown.length === 1 ? 'wrong\n' : text.replaceAll('wrong', 'right');
		},
	});
	await carryOut([{type: 'edit', project: 'p', file: 'pipeline.yaml'}], world);
	t.deepEqual(written, ['wrong\n', 'right\n'], JSON.stringify(shown));
	t.regex(shown[1]!, /^#! Not written: Line 1 is wrong\.\nwrong\n$/v);
	t.deepEqual(actions, [{type: 'said', level: 'good', text: 'pipeline.yaml is written; it counts from the next run on.'}]);
});

test('a file that was not changed is not written', async t => {
	const {world, actions} = worldWith({request: async () => anything({file: 'rules/a.md', text: 'same'})});
	await carryOut([{type: 'edit', project: 'p', file: 'rules/a.md'}], world);
	t.deepEqual(actions, [{type: 'said', level: 'info', text: 'rules/a.md is unchanged.'}]);
});

import test from 'ava';
import {Misfit} from '../../../source/config/misfit.js';
import {contexts} from '../../../source/client/bindings/binding.js';
import {helpSections, keysAsMarkdown} from '../../../source/client/bindings/help.js';
import {hintsFor} from '../../../source/client/bindings/hints.js';
import {keyMap} from '../../../source/client/bindings/key-map.js';
import {resolveMouse} from '../../../source/client/bindings/mouse.js';
import {paletteItems} from '../../../source/client/bindings/palette.js';
import {resolveKey, resolvePaste} from '../../../source/client/bindings/resolve.js';
import {bindings} from '../../../source/client/bindings/table.js';
import {arrange} from '../../../source/client/floor/arrange.js';
import {reduce} from '../../../source/client/floor/reduce.js';
import type {MouseInput} from '../../../source/client/input/event.js';
import {item, review, richFloor, task} from '../fixtures/floor.js';
import {draw, press} from '../fixtures/frame.js';
import {key, model} from '../fixtures/model.js';

const requestsOf = (...names: string[]) => press(model(), ...names).effects.flatMap(effect => effect.type === 'request' ? [[effect.name, effect.params]] : []);

test('every binding has words, a context and a name of its own', t => {
	t.is(new Set(bindings.map(({id}) => id)).size, bindings.length);
	for (const {id, words, context} of bindings) {
		t.regex(words, /^\p{Lowercase_Letter}.{3,}[^.]$/v, id);
		t.true(contexts.includes(context), id);
	}
});

test('no two bindings of one context have the same key', t => {
	const {keys} = keyMap();
	const taken = bindings.flatMap(({id, context}) => (keys[id] ?? []).map(name => `${context} ${name}`));
	t.deepEqual(taken.filter((name, index) => taken.indexOf(name) !== index), []);
});

test('every binding can be asked whether it applies, and done, on a rich floor and on an empty one', t => {
	const floors = [model(), press(model(), 'i').model, reduce(model(), {type: 'focus', pane: 'queue'}), reduce(model(), {type: 'review', project: 'blog', task: 'rss-feed'}), model({floor: richFloor({tasks: [], sessions: [], inbox: [], projects: [], rules: []})})];
	for (const floor of floors) {
		for (const {off, run} of bindings) {
			const reason = off?.(floor);
			if (reason === undefined) {
				t.notThrows(() => run(floor));
			} else {
				t.regex(reason, /^$|^\p{Uppercase_Letter}.*[!.?]$|^[^ ]+ .*\.$/v);
			}
		}
	}
});

test('help lists every binding, the documentation too, and a filter finds by words and by key', t => {
	const all = helpSections(keyMap());
	t.is(all.flatMap(({rows}) => rows).length, bindings.length);
	const table = keysAsMarkdown(keyMap());
	t.true(bindings.every(({id, words}) => table.includes(`| ${words} | \`${id}\` |`)));
	t.is(helpSections(keyMap(), {first: ['review', 'floor']})[0]?.title, 'In the review');
	t.true(helpSections(keyMap(), {filter: 'zoom'}).flatMap(({rows}) => rows).every(({id, words}) => `${id} ${words}`.includes('zoom')));
	t.true(helpSections(keyMap(), {filter: 'shift-tab'}).flatMap(({rows}) => rows).some(({id}) => id === 'previous-pane'));
});

test('hints name only keys that apply now', t => {
	const ids = (names: string[]) => hintsFor(press(model(), ...names).model).map(({id}) => id);
	t.true(ids([]).includes('type'));
	t.false(ids(['i']).includes('type'));
	t.deepEqual(ids(['enter']), ['leave-session']);
	t.true(ids(['enter', 'ctrl-]']).includes('send-prefix'));
	t.false(hintsFor(model({floor: richFloor({inbox: []})})).some(({id}) => id === 'answer'));
});

test('in session mode every key is the agent\'s but the prefix; twice the prefix sends it', t => {
	const typing = press(model(), 'enter').model;
	for (const name of ['q', 'ctrl-c', 'ctrl-b', 'escape', 'up', '?', 'f1', 'tab']) {
		t.deepEqual(resolveKey(typing, key(name)), {passthrough: true});
	}

	t.true(resolvePaste(typing, 'rm -rf\n').passthrough);
	const left = press(typing, 'ctrl-]').model;
	t.is(left.ui.mode, 'command');
	const {model: again, effects} = press(left, 'ctrl-]');
	t.is(again.ui.mode, 'session');
	t.deepEqual(effects, [{type: 'input', session: 's-0000000002', key: 'ctrl-]'}]);
	t.deepEqual(press(typing, 'ctrl-]', 'd').effects, [{type: 'detach'}]);
});

test('a paste on the floor is not read as keys', t => {
	const resolved = resolvePaste(model(), 'Qy');
	t.is(resolved.effects, undefined);
	t.is(resolved.action?.type, 'said');
});

test('a answers a question with what is recommended, and with a choice by its number', t => {
	t.deepEqual(requestsOf('a', 'enter'), [['inbox.answer', {item: 'q1', text: 'detect it'}]]);
	t.deepEqual(requestsOf('a', '2', 'enter'), [['inbox.answer', {item: 'q1', text: 'semicolon'}]]);
	t.deepEqual(requestsOf('a', 'ctrl-u', 't', 'a', 'b', '2', 'enter'), [['inbox.answer', {item: 'q1', text: 'tab2'}]]);
	t.deepEqual(requestsOf('a', 'ctrl-u', 'enter'), []);
	t.deepEqual(requestsOf('a', 'escape'), []);
});

test('what an agent recommends is freed of control characters before it is sent as the person\'s answer', t => {
	const inbox = [item('q1', {recommended: 'yes\u{1B}[2J\nno', choices: ['a\u{7}b']})];
	const asked = press(model({floor: richFloor({inbox})}), 'a', 'enter');
	t.like(asked.effects[0], {name: 'inbox.answer', params: {item: 'q1', text: 'yes[2J no'}});
});

test('an approval is given only with the change on the screen', t => {
	const approval = reduce(press(model(), 'i').model, {type: 'select', panel: 'inbox', key: 'a1'});
	const opened = press(approval, 'a');
	t.deepEqual(opened.effects.map(effect => effect.type === 'request' && effect.name), ['review.show']);
	t.deepEqual(press(opened.model, 'a').effects, [], 'not before it was fetched');
	const shown = reduce(opened.model, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review()});
	const {effects} = press(shown, 'a');
	t.like(effects[0], {name: 'approve', params: {project: 'blog', task: 'rss-feed', attempt: 1}});
	const rejected = press(shown, 'r', 't', 'o', 'o', 'enter');
	t.like(rejected.effects[0], {name: 'reject', params: {project: 'blog', task: 'rss-feed', reason: 'too'}});
	t.not(rejected.model.ui.layout, 'review');
	t.deepEqual(press(shown, 'r', 'enter').effects, [], 'a rejection has a reason');
});

test('what is dangerous asks first', t => {
	t.deepEqual(requestsOf('x'), []);
	t.deepEqual(requestsOf('x', 'n'), []);
	t.deepEqual(requestsOf('x', 'y'), [['task.cancel', {project: 'shop', task: 'csv-import'}]]);
	t.deepEqual(requestsOf('Q', 'escape'), []);
	t.deepEqual(press(model(), 'Q', 'y').effects.map(({type}) => type), ['request', 'quit']);
});

test('the queue is reordered among the tasks of its project', t => {
	const queue = reduce(reduce(model(), {type: 'focus', pane: 'queue'}), {type: 'select', panel: 'queue', key: 'shop/cli-help'});
	t.like(press(queue, 'K').effects[0], {name: 'task.move', params: {task: 'cli-help', before: 'schema-errors'}});
	t.like(press(queue, 'J').effects[0], {name: 'task.move', params: {task: 'cli-help', before: null}});
	const first = reduce(queue, {type: 'select', panel: 'queue', key: 'shop/csv-import'});
	t.deepEqual(press(first, 'K').effects, []);
});

test('the priority of a task is changed in the queue, between 1 and 5', t => {
	const queue = reduce(model({floor: richFloor({tasks: [task('first', {priority: 1}), task('second', {priority: 4})]})}), {type: 'focus', pane: 'queue'});
	t.regex(press(queue, '<').model.ui.message?.text ?? '', /from 1 \(first\) to 5/v);
	t.like(press(queue, 'j', '<').effects[0], {name: 'task.edit', params: {task: 'second', priority: 3}});
	t.like(press(queue, 'j', '>').effects[0], {name: 'task.edit', params: {task: 'second', priority: 5}});
	t.regex(draw(queue).join('\n'), /─ first ─+ priority 1 ─/v);
});

test('a task is added to the project of the focus, in one line or in the editor', t => {
	t.deepEqual(requestsOf('+', 'd', 'o', 'space', 'i', 't', 'enter'), [['task.add', {project: 'shop', text: 'do it'}]]);
	t.deepEqual(requestsOf('+', 'tab', 'x', 'enter'), [['task.add', {project: 'blog', text: 'x'}]]);
	t.deepEqual(press(model(), '+', 'x', 'ctrl-o').effects, [{type: 'compose', project: 'shop', text: 'x'}]);
});

test('the palette does what it names, says why something is off, and lists it last', t => {
	const done = press(model(), ':', ...'zoom', 'enter').model;
	t.true(done.ui.zoomed);
	t.is(done.ui.dialog, undefined);
	const items = paletteItems(model({floor: richFloor({inbox: []})}), 'needs you');
	t.regex(items.find(({id}) => id === 'next')?.off ?? '', /Nobody needs you/v);
	const all = paletteItems(model(), '');
	const firstOff = all.findIndex(({off}) => off !== undefined);
	t.true(all.slice(firstOff).every(({off}) => off !== undefined));
	t.regex(draw(press(model(), ':', ...'release', 'enter').model).join('\n'), /only what is queued can be held/v);
});

test('a key that means nothing, or not now, says so in one sentence', t => {
	t.regex(press(model(), 'Y').model.ui.message?.text ?? '', /Y means nothing here; \? shows all keys/v);
	t.regex(press(model({floor: richFloor({inbox: []})}), 'n').model.ui.message?.text ?? '', /Nobody needs you/v);
});

test('going back where there is nothing to go back from is silent', t => {
	const back = press(model(), 'escape');
	t.is(back.model.ui.message, undefined);
	t.deepEqual(back.effects, []);
	t.false(paletteItems(model(), '').some(({id}) => id === 'back'));
});

test('a reason that is true no more is not said any longer', t => {
	const said = press(model({floor: richFloor({inbox: []})}), 'n').model;
	t.regex(draw(said).at(-1) ?? '', /Nobody needs you/v);
	const asked = reduce(said, {type: 'floor', floor: richFloor()});
	t.notRegex(draw(asked).at(-1) ?? '', /Nobody needs you/v);
	t.regex(draw(asked)[0] ?? '', /3 need you/v);
});

test('what was said stays until the next key, and a prefix waits for one key only', t => {
	const said = press(model(), 'Y').model;
	t.regex(draw(said).at(-1) ?? '', /means nothing here/v);
	t.is(press(said, 'i').model.ui.message, undefined);
	const paused = press(model(), 'ctrl-]', 'p');
	t.false(paused.model.ui.prefixed);
	t.like(paused.effects[0], {name: 'task.pause'});
	t.false(press(paused.model, 'd').effects.some(({type}) => type === 'detach'));
});

test('keys of the configuration stand in for shipped ones; an unknown key or action is refused by name', t => {
	const keys = keyMap({prefix: 'ctrl-a', zoom: 'Z', help: ['F1', 'Ctrl-G']});
	t.is(keys.prefix, 'ctrl-a');
	t.deepEqual(keys.keys['leave-session'], ['ctrl-a']);
	t.deepEqual(keys.keys['help'], ['f1', 'ctrl-g']);
	t.true(press(model({keys}), 'Z').model.ui.zoomed);
	t.false(press(model({keys}), 'z').model.ui.zoomed);
	t.throws(() => keyMap({zoom: 'hyper-z'}), {instanceOf: Misfit, message: /"keys\.zoom" should be one character or one of enter, .* and it is "hyper-z"/v});
	t.throws(() => keyMap({zom: 'z'}), {instanceOf: Misfit, message: /"zom" is none/v});
	t.throws(() => keyMap({zoom: 'Z', help: 'Z'}), {instanceOf: Misfit, message: /"keys\.help" should be a key of its own/v});
});

test('a key that a shipped action has is taken only where that one has another, or is given one, or none', t => {
	t.throws(() => keyMap({zoom: 'd'}), {instanceOf: Misfit, message: /"keys\.zoom" should be a key that no other action needs, and "d" is the only one of "review"/v});
	t.throws(() => keyMap({zoom: 'enter'}), {instanceOf: Misfit, message: /"enter" is the only one of "type"/v}, 'both are read on a session');
	t.throws(() => keyMap({prefix: 'ctrl-l'}), {instanceOf: Misfit, message: /"keys\.prefix" .* "ctrl-l" is the only one of "redraw"/v});
	t.throws(() => keyMap({redraw: 'ctrl-]'}), {instanceOf: Misfit, message: /"ctrl-\]" is given to "redraw" too/v});
	const given = keyMap({zoom: 'd', review: 'D'});
	t.is(hintsFor(model({keys: given})).find(({id}) => id === 'review')?.keys, 'D');
	t.true(press(model({keys: given}), 'd').model.ui.zoomed);
	t.deepEqual(keyMap({zoom: 'd', review: []}).keys['review'], []);
	t.deepEqual(keyMap({zoom: 'pageup'}).keys['scroll'], ['s']);
	t.deepEqual(keyMap({'queue-earlier': 'a'}).keys['answer'], ['a'], 'in the queue it means something else');
});

test('a key that leaves a session is none that is typed into the agent', t => {
	for (const prefix of ['a', 'A', 'enter', 'space', 'shift-tab', 'up', 'pageup', '`', 'ctrl-m', 'ctrl-i', 'ctrl-alt-i', 'ctrl-?', 'ctrl-3', 'ctrl-@', 'ctrl-enter', 'ctrl-tab', 'ctrl-,']) {
		t.throws(() => keyMap({prefix}), {instanceOf: Misfit, message: /"keys\.prefix" should be a key with ctrl- or alt-, or insert or f1 to f12/v}, `${prefix} was taken`);
		t.throws(() => keyMap({'leave-session': ['ctrl-g', prefix]}), {instanceOf: Misfit, message: /"keys\.leave-session" should be/v}, `${prefix} was taken`);
	}

	t.throws(() => keyMap({'leave-session': []}), {instanceOf: Misfit, message: /and it is empty/v});
	for (const prefix of ['ctrl-b', 'alt-x', 'f12', 'ctrl-space', 'ctrl-\\', 'ctrl-_', 'ctrl-alt-x', 'ctrl-up', 'insert', 'shift-f5', 'alt-enter']) {
		t.is(keyMap({prefix}).prefix, prefix);
	}
});

const mouse = (kind: MouseInput['kind'], {x, y, button = 'left'}: {x: number; y: number; button?: MouseInput['button']}): MouseInput => ({kind, button, x, y, ctrl: false, alt: false, shift: false});

test('a click focuses a pane and selects a row; the wheel scrolls what is under it', t => {
	const floor = model();
	const {panes, regions} = arrange(floor);
	const [first] = panes;
	const clicked = resolveMouse(floor, mouse('press', {x: first!.rect.x + 2, y: first!.rect.y + 1}));
	t.deepEqual(clicked.action, {type: 'focus', pane: 's-0000000001'});
	t.like(clicked.effects?.[0], {type: 'drag', step: 'from', x: 2, y: 1});
	const row = regions.find(region => region.kind === 'row' && region.key === 'shop/cli-help')!;
	const selected = reduce(floor, resolveMouse(floor, mouse('press', row.rect)).action!);
	t.is(selected.ui.selection.queue?.key, 'shop/cli-help');
	t.is(selected.ui.focus, 'queue');
	t.deepEqual(resolveMouse(floor, mouse('wheel', {...first!.rect, button: 'up'})).effects, [{type: 'scroll', session: 's-0000000001', by: -3}]);
});

test('a border follows the mouse until it is let go', t => {
	const floor = model();
	const seam = arrange(floor).seams.find(({kind}) => kind === 'columns')!;
	const held = resolveMouse(floor, mouse('press', {x: seam.rect.x, y: 10}));
	t.is(held.drag?.kind, 'border');
	const moved = resolveMouse(floor, mouse('drag', {x: seam.rect.x - 5, y: 20}), held.drag);
	const after = reduce(floor, moved.action!);
	t.is(arrange(after).seams.find(({kind}) => kind === 'columns')?.rect.x, seam.rect.x - 5);
	t.is(resolveMouse(after, mouse('release', {x: seam.rect.x - 5, y: 20}), moved.drag).drag, undefined);
});

test('buttons that the floor does not know do nothing on it, and take nothing out of the hand', t => {
	const floor = model();
	const seam = arrange(floor).seams.find(({kind}) => kind === 'columns')!;
	const {drag} = resolveMouse(floor, mouse('press', {x: seam.rect.x, y: 10}));
	for (const kind of ['press', 'release', 'wheel', 'drag'] as const) {
		t.deepEqual(resolveMouse(floor, {...mouse(kind, {...arrange(floor).panes[0]!.rect, button: 'other'}), code: 128}), {}, `a ${kind}`);
	}

	for (const kind of ['press', 'release', 'wheel'] as const) {
		t.deepEqual(resolveMouse(floor, {...mouse(kind, {x: seam.rect.x, y: 10, button: 'other'}), code: 128}, drag), {drag}, `a ${kind}`);
	}
});

test('behind a dialog nothing can be clicked, and its choices can', t => {
	const asked = press(model(), 'a').model;
	t.deepEqual(resolveMouse(asked, mouse('press', {x: 1, y: 38})), {});
	const choice = arrange(asked).regions.find(region => region.kind === 'choice' && region.index === 1)!;
	const chosen = reduce(asked, resolveMouse(asked, mouse('press', choice.rect)).action!);
	t.is(chosen.ui.dialog?.kind === 'answer' && chosen.ui.dialog.input.text, 'semicolon');
});

test('where the layout has no border to move, that is said, to the mouse and to the keys', t => {
	const floor = model({layout: 'grid', size: {cols: 120, rows: 40}});
	const {spots, seams} = arrange(floor);
	t.deepEqual(seams, []);
	const {rect} = spots.find(({rect: {x}}) => x > 0)!;
	const at = {x: rect.x, y: rect.y + 3};
	const held = resolveMouse(floor, mouse('press', at));
	const dragged = resolveMouse(floor, mouse('drag', {...at, x: at.x - 5}), held.drag);
	t.like(reduce(floor, dragged.action!).ui.message, {text: 'No border here can be moved: sessions share their place evenly.'});
	t.deepEqual(resolveMouse(floor, mouse('release', at), held.drag), {}, 'a click is no try');
	for (const outer of [{x: 0, y: 8}, {x: 119, y: 8}, {x: 30, y: 2}, {x: 30, y: 38}]) {
		t.is(resolveMouse(floor, mouse('press', outer)).drag, undefined, 'the frame around everything is no border');
	}

	t.is(press(floor, 'shift-left').model.ui.message?.text, 'No border here can be moved: sessions share their place evenly.');
	t.is(press(reduce(model(), {type: 'focus', pane: 'queue'}), 'shift-left').model.ui.message, undefined);
});

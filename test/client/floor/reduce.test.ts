import test from 'ava';
import fc from 'fast-check';
import {activeContexts} from '../../../source/client/bindings/active-contexts.js';
import {filled} from '../../../source/client/dialogs/text-input.js';
import type {Action} from '../../../source/client/floor/action.js';
import {arrange, hasSamePlaces} from '../../../source/client/floor/arrange.js';
import type {ClientModel} from '../../../source/client/floor/model.js';
import {parseLayout} from '../../../source/client/floor/parse-layout.js';
import {reduce} from '../../../source/client/floor/reduce.js';
import {item, now, review, richFloor, session} from '../fixtures/floor.js';
import {draw, press} from '../fixtures/frame.js';
import {model} from '../fixtures/model.js';

test('the focus opens on the session that needs the person', t => {
	t.is(model().ui.focus, 's-0000000002');
});

test('a session that has gone gives its focus to the next one, and typing stops', t => {
	const typing = press(model(), 'enter').model;
	t.is(typing.ui.mode, 'session');
	const without = reduce(typing, {type: 'floor', floor: richFloor({sessions: [session(1)]})});
	t.is(without.ui.focus, 's-0000000001');
	t.is(without.ui.mode, 'command');
	t.is(reduce(without, {type: 'floor', floor: richFloor({sessions: []})}).ui.focus, 'queue');
});

test('nobody types into a program that has ended, and its pane stays', t => {
	const typing = press(model(), 'enter').model;
	const ended = reduce(typing, {type: 'floor', floor: richFloor({sessions: [session(1), session(2, {state: 'done', endedAt: now})]})});
	t.is(ended.ui.mode, 'command');
	t.is(ended.ui.focus, 's-0000000002');
	t.true(arrange(ended).panes.some(pane => pane.session === 's-0000000002'));
});

test('places are the same while texts change, and others when a session comes or another layout does', t => {
	const before = model();
	t.true(hasSamePlaces(before, reduce(before, {type: 'tick', now: now + 5000})));
	t.false(hasSamePlaces(before, reduce(before, {type: 'floor', floor: richFloor({sessions: [session(1)]})})));
	t.false(hasSamePlaces(before, {...before, ui: {...before.ui, zoomed: !before.ui.zoomed}}));
});

test('a selected row stays selected when the list moves', t => {
	const selected = press(reduce(model(), {type: 'focus', pane: 'queue'}), 'j').model;
	t.is(selected.ui.selection.queue?.key, 'shop/schema-errors');
	const floor = richFloor();
	const moved = reduce(selected, {type: 'floor', floor: {...floor, tasks: floor.tasks.toReversed()}});
	t.true(draw(moved).some(line => line.includes('▸● shop/schema-err')));
});

test('more sessions than fit: those that need the person are shown, in the order of their numbers, and the rest is counted', t => {
	const sessions = Array.from({length: 30}, (_, index) => session(index + 1, {state: index === 28 ? 'asks' : 'working'}));
	const arranged = arrange(model({floor: richFloor({sessions})}));
	const shown = arranged.panes.map(pane => Number(pane.session.slice(2)));
	t.true(shown.includes(29));
	t.deepEqual(shown, shown.toSorted((one, other) => one - other));
	t.is(arranged.hidden, 30 - shown.length);
});

test('zoom shows one pane alone, and back', t => {
	const zoomed = press(model(), 'z').model;
	t.deepEqual(arrange(zoomed).spots.map(({id}) => id), ['s-0000000002']);
	t.true(arrange(press(zoomed, 'z').model).spots.length > 4);
});

test('a panel that the layout has not is shown alone, and escape goes back', t => {
	const inbox = press(model(), 'i').model;
	t.is(inbox.ui.full, 'inbox');
	const back = press(inbox, 'escape').model;
	t.is(back.ui.full, undefined);
	t.true(arrange(back).spots.some(({id}) => id === back.ui.focus));
});

test('d shows the change and escape the layout from before; what arrives for another change is let go', t => {
	const base = reduce(model({layout: 'focus'}), {type: 'review', project: 'blog', task: 'rss-feed'});
	t.is(base.ui.layout, 'review');
	t.is(reduce(base, {type: 'reviewed', project: 'shop', task: 'csv-import', review: review()}).review?.view, undefined);
	t.is(reduce(base, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review()}).review?.view?.attempt, 1);
	t.is(press(base, 'escape').model.ui.layout, 'focus');
});

test('] goes from file to file in a review', t => {
	const opened = reduce(model({size: {cols: 120, rows: 15}}), {type: 'review', project: 'blog', task: 'rss-feed'});
	const shown = reduce(opened, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review()});
	const first = press(shown, ']').model;
	t.true(draw(first)[3]?.includes('── source/feed.ts'), draw(first)[3]);
	t.true(press(first, '[').model.ui.selection.review!.top < first.ui.selection.review!.top);
});

test('a border that was moved stays moved in its layout only', t => {
	const seam = arrange(model()).seams.find(({kind}) => kind === 'columns');
	const moved = reduce(model(), {type: 'border', path: seam!.path, index: seam!.index, at: seam!.rect.x - 6});
	t.is(arrange(moved).seams.find(({kind}) => kind === 'columns')?.rect.x, seam!.rect.x - 6);
	t.is(moved.ui.moved['focus'], undefined);
	const grown = press(reduce(model(), {type: 'focus', pane: 'queue'}), 'shift-left').model;
	t.is(arrange(grown).seams.find(({kind}) => kind === 'columns')?.rect.x, seam!.rect.x - 2);
});

test('an answer that was given elsewhere closes the dialog and says so', t => {
	const asked = press(model(), 'a').model;
	t.is(asked.ui.dialog?.kind, 'answer');
	const answered = reduce(asked, {type: 'floor', floor: richFloor({inbox: [item('other')]})});
	t.is(answered.ui.dialog, undefined);
	t.is(answered.ui.mode, 'command');
	t.regex(answered.ui.message?.text ?? '', /elsewhere/v);
});

test('the cells of a session are not drawn over a dialog', t => {
	const {overlays, panes} = arrange(press(model(), '?').model);
	t.is(overlays.length, 1);
	t.true(panes.length > 0);
});

test('the second line tells the item that its key is about: of the chosen row of the queue, and in the review none but its own', t => {
	const queue = reduce(model(), {type: 'focus', pane: 'queue'});
	const chosen = reduce(queue, {type: 'select', panel: 'queue', key: 'blog/rss-feed'});
	t.regex(draw(chosen)[1]!, /rss-feed is ready.*a review/v);
	t.like(press(chosen, 'a').effects[0], {name: 'review.show', params: {project: 'blog', task: 'rss-feed'}});
	const opened = reduce(chosen, {type: 'review', project: 'blog', task: 'rss-feed'});
	const shown = reduce(opened, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review()});
	t.notRegex(draw(shown)[1]!, /a review|a answer/v);
	t.regex(draw(shown).at(-1)!, /a approve/v);
});

test('one that ended gives its place and the focus to those that live when there is not room for all', t => {
	const focused = reduce(model(), {type: 'focus', pane: 's-0000000001'});
	const sessions = [session(1, {state: 'done', endedAt: now}), ...Array.from({length: 30}, (_, index) => session(index + 2))];
	const after = reduce(focused, {type: 'floor', floor: richFloor({sessions})});
	t.false(arrange(after).panes.some(pane => pane.session === 's-0000000001'));
	t.true(arrange(after).spots.some(({id}) => id === after.ui.focus));
	// Who asks for it by its number sees it.
	const asked = reduce(after, {type: 'focus', pane: 's-0000000001'});
	t.deepEqual(arrange(asked).panes.map(pane => pane.session), ['s-0000000001']);
});

test('when all is merged the floor says how it went and how to leave', t => {
	const floor = richFloor();
	const tasks = floor.tasks.map((task, index) => ({...task, state: 'merged' as const, generation: index === 0 ? 2 : 1}));
	const done = draw(model({floor: {...floor, tasks, sessions: [session(1, {state: 'done', endedAt: now})], inbox: []}})).join('\n');
	t.regex(done, /All work is done[\s\S]*8 tasks merged[\s\S]*q leave/v);
});

test('who has come to the end of a log stays at it while more comes', t => {
	const opened = reduce(model(), {type: 'task', project: 'shop', task: 'csv-import'});
	const of = {run: 'r1', stage: 'gate'};
	const lines = (from: number) => Array.from({length: 100}, (_, index) => `line ${from + index}\n`).join('');
	const first = reduce(reduce(opened, {type: 'stageLog', of, at: 'end'}), {type: 'logged', ...of, text: lines(0), from: 0, next: 800, ended: false});
	t.regex(draw(first).join('\n'), /line 99/v);
	const more = {type: 'logged', ...of, text: lines(100), from: 800, next: 1700, ended: false} as const;
	t.regex(draw(reduce(first, more)).join('\n'), /line 199/v);
	t.notRegex(draw(reduce(press(first, 'k').model, more)).join('\n'), /line 199/v);
	// A part that comes twice is taken once.
	const after = reduce(first, more);
	t.is(reduce(after, more), after);
});

test('while a key goes to the agent the second line names none', t => {
	t.regex(draw(model())[1]!, /a answer/v);
	t.notRegex(draw(press(model(), 'enter').model)[1]!, /a answer|n next|i inbox/v);
});

test('the keys that are said are those of a pane that is seen, however little room there is', t => {
	const small = {cols: 60, rows: 15};
	const shrunk = reduce(reduce(model(), {type: 'focus', pane: 'queue'}), {type: 'resized', size: small});
	t.notRegex(draw(shrunk).join('\n'), /queue ─/v);
	t.regex(draw(shrunk).at(-1)!, /enter type into the agent/v);
	const full = reduce(shrunk, {type: 'focus', pane: 'queue'});
	t.regex(draw(full).join('\n'), /▸queue ─/v, 'what there is no room for is shown alone');
	t.is(model({layout: 'review'}).ui.focus, 'review');
});

const wide = parseLayout('arrangements: [{tree: "columns(queue =40, sessions min 80)"}]', {file: 'wide.yaml', name: 'wide'});
const calm = parseLayout('arrangements: [{tree: inbox}]', {file: 'calm.yaml', name: 'calm'});
const own = {layouts: [...model().layouts, wide, calm]};

for (const {name, keys, mode, line} of [
	{name: 'typed into', keys: ['enter'], mode: 'session', line: /typing into 2 csv-import/v},
	{name: 'scrolled', keys: ['s', 'v'], mode: 'scroll', line: /select in 2 csv-import/v},
]) {
	test(`a session that is ${name} keeps the keys where the layout has no room for it: it is shown alone`, t => {
		const narrow = {cols: 90, rows: 40};
		const at = press(model({...own, layout: 'wide'}), ...keys).model;
		const shrunk = reduce(at, {type: 'resized', size: narrow});
		t.like(shrunk.ui, {focus: 's-0000000002', mode, marking: at.ui.marking});
		t.deepEqual(arrange(shrunk).panes.map(pane => pane.session), ['s-0000000002']);
		t.regex(draw(shrunk).at(-1)!, line);

		const asked = reduce(at, {type: 'open', dialog: {kind: 'help', input: filled(), top: 0}});
		t.like(reduce(reduce(asked, {type: 'resized', size: narrow}), {type: 'close'}).ui, {focus: 's-0000000002', mode});
		const gone = reduce(reduce(asked, {type: 'floor', floor: richFloor({sessions: [session(1)]})}), {type: 'close'});
		t.like(gone.ui, {focus: 's-0000000001', mode: 'command', marking: undefined});
	});
}

test('who goes to a layout without sessions scrolls in none, and nobody types into one that ended under a dialog', t => {
	const away = reduce(press(model(own), 's', 'v').model, {type: 'layout', name: 'calm'});
	t.like(away.ui, {focus: 'inbox', mode: 'command', marking: undefined});
	t.like(reduce(press(model(own), 'enter').model, {type: 'layout', name: 'calm'}).ui, {focus: 's-0000000002', mode: 'session'}, 'an answer of the daemon may bring a layout');
	const asked = reduce(press(model(), 'enter').model, {type: 'open', dialog: {kind: 'help', input: filled(), top: 0}});
	const ended = reduce(asked, {type: 'floor', floor: richFloor({sessions: [session(1), session(2, {state: 'done', endedAt: now})]})});
	t.like(ended.ui, {mode: 'dialog', under: 'command'});
});

test('what is searched is scrolled in, though the focus had to leave it while the dialog was open', t => {
	const asked = reduce(press(model({...own, layout: 'wide'}), '/').model, {type: 'resized', size: {cols: 90, rows: 40}});
	t.like(press(asked, 'x', 'enter').model.ui, {focus: 's-0000000002', mode: 'scroll'});
	const gone = reduce(asked, {type: 'floor', floor: richFloor({sessions: [session(1)]})});
	t.like(press(gone, 'x', 'enter').model.ui, {mode: 'command', dialog: undefined});
});

test('a short change of size takes the focus away for as long, unless another pane is chosen meanwhile', t => {
	const [small, large] = [{cols: 60, rows: 15}, {cols: 100, rows: 40}].map(size => ({type: 'resized', size}) as const) as [Action, Action];
	const queue = reduce(model({size: {cols: 100, rows: 40}}), {type: 'focus', pane: 'queue'});
	const shrunk = reduce(queue, small);
	t.not(shrunk.ui.focus, 'queue');
	t.is(reduce(shrunk, large).ui.focus, 'queue');
	t.is(reduce(reduce(reduce(shrunk, {type: 'resized', size: {cols: 20, rows: 5}}), {type: 'floor', floor: richFloor()}), large).ui.focus, 'queue');
	for (const keys of [['enter'], ['s'], ['tab'], ['z'], ['enter', model().keys.prefix]]) {
		const chosen = press(shrunk, ...keys).model;
		t.like(reduce(chosen, large).ui, {focus: chosen.ui.focus, mode: chosen.ui.mode, zoomed: chosen.ui.zoomed}, keys.join(' '));
	}

	const typing = press(model({...own, layout: 'wide'}), 'enter').model;
	const typed = reduce(reduce(typing, {type: 'resized', size: {cols: 90, rows: 40}}), {type: 'resized', size: typing.size});
	t.like(typed.ui, {focus: typing.ui.focus, mode: 'session', zoomed: false});
	// What ended meanwhile is not gone back to.
	const lost = reduce(model({...own, layout: 'wide'}), {type: 'resized', size: {cols: 90, rows: 40}});
	t.is(lost.ui.focus, 'queue');
	const ended = reduce(lost, {type: 'floor', floor: richFloor({sessions: [session(1), session(2, {state: 'done', endedAt: now})]})});
	t.is(reduce(ended, {type: 'resized', size: typing.size}).ui.focus, 'queue');
	t.is(reduce(lost, {type: 'resized', size: typing.size}).ui.focus, 's-0000000002');
});

test('one that ended is seen while it is read in, also under a dialog, and gives up the focus with its place', t => {
	const ended = richFloor({sessions: [session(2, {endedAt: now, state: 'done'}), session(4)]});
	const read = reduce(press(model({layout: 'focus'}), 's').model, {type: 'floor', floor: ended});
	const isSeen = (at: ClientModel) => arrange(at).spots.some(({id}) => id === at.ui.focus);
	t.like(read.ui, {focus: 's-0000000002', mode: 'scroll'});
	t.true(isSeen(read));
	t.true(isSeen(press(read, '/').model));
	for (const key of ['escape', model().keys.prefix]) {
		const left = press(read, key).model;
		t.like(left.ui, {focus: 's-0000000004', mode: 'command', prefixed: key !== 'escape'});
		t.true(isSeen(left));
	}

	const back = {type: 'scrolled', session: 's-0000000002', total: 90} as const;
	const above = press(reduce(read, {...back, offset: 9}), model().keys.prefix).model;
	t.is(above.ui.focus, 's-0000000002');
	t.true(activeContexts(above).includes('scrolled'));
	// Its last lines are read in too, until the person goes elsewhere.
	const below = reduce(above, {...back, offset: 0});
	t.is(below.ui.focus, 's-0000000002');
	t.true(isSeen(below));
	t.false(activeContexts(below).includes('scrolled'));
	t.is(press(below, 'tab').model.ui.focus, 's-0000000004');
});

test('the focus is on a pane that is seen, and what keys go to is a session, whatever is pressed and however little room there is', t => {
	const step = fc.constantFrom('tab', 'shift-tab', 'i', 'o', 'escape', 'z', 'l', '1', '4', 'n', 'd', 't', 'left', 'down', 'q', 'v', model().keys.prefix, '/', ':');
	const into = fc.constantFrom('enter', 's');
	const size = fc.record({cols: fc.integer({min: 60, max: 160}), rows: fc.integer({min: 15, max: 50})});
	const floors = [richFloor(), richFloor({sessions: [session(3, {endedAt: now, state: 'done'}), session(4)]}), richFloor({sessions: []})];
	const {order} = model(own);
	fc.assert(fc.property(fc.constantFrom(...order), fc.array(fc.oneof(step, into, size, fc.constantFrom(...floors)), {maxLength: 12}), (layout, steps) => {
		let at = model({...own, layout});
		for (const one of steps) {
			const before = at.ui;
			at = typeof one === 'string' ? press(at, one).model : reduce(at, 'cols' in one ? {type: 'resized', size: one} : {type: 'floor', floor: one});
			const {ui} = at;
			const spot = arrange(at).spots.find(({id}) => id === ui.focus);
			t.true(spot !== undefined, JSON.stringify(steps));
			t.true(spot?.kind === 'session' || !['session', 'scroll'].includes((ui.mode === 'dialog' ? ui.under : ui.mode) ?? ''), JSON.stringify(steps));
			const back = reduce(reduce(at, {type: 'resized', size: {cols: 61, rows: 16}}), {type: 'resized', size: at.size}).ui;
			const isExempt = ui.mode === 'dialog' || ui.chosen !== undefined || at.floor.sessions.some(({id, endedAt}) => id === ui.focus && endedAt !== undefined);
			t.true(isExempt || (back.focus === ui.focus && back.mode === ui.mode && back.zoomed === ui.zoomed), JSON.stringify(steps));
			const isFree = before.mode === 'command' || before.mode === 'dialog';
			t.true(typeof one === 'string' || !('cols' in one) || (ui.mode === before.mode && (isFree || ui.focus === before.focus)), JSON.stringify(steps));
		}
	}), {numRuns: 100});
});

test('what another client says once and for all opens no question and undoes no answer of one\'s own', t => {
	const wished = reduce(model(), {type: 'wished', session: 's-0000000002', text: 'text', number: 3});
	const told = reduce(wished, {type: 'heeded', session: 's-0000000002', heeded: {number: 0, trust: 'always'}});
	t.deepEqual([told.ui.wishes, told.ui.trusted], [[], {'s-0000000002': 'always'}]);
	const refused = reduce(wished, {type: 'unwished', session: 's-0000000002', text: 'text', trust: 'never'});
	t.is(reduce(refused, {type: 'heeded', session: 's-0000000002', heeded: {number: 0, trust: 'always'}}).ui.trusted['s-0000000002'], 'never');
	t.is(reduce(refused, {type: 'heeded', session: 's-0000000002', heeded: {number: 3, trust: 'always'}}).ui.trusted['s-0000000002'], 'always');
});

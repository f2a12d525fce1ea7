import test from 'ava';
import {arrange} from '../../../source/client/floor/arrange.js';
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

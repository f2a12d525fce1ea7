import test from 'ava';
import {activeContexts} from '../../../source/client/bindings/active-contexts.js';
import {hintsFor} from '../../../source/client/bindings/hints.js';
import {resolveMouse} from '../../../source/client/bindings/mouse.js';
import {arrange} from '../../../source/client/floor/arrange.js';
import type {ClientModel} from '../../../source/client/floor/model.js';
import {reduce} from '../../../source/client/floor/reduce.js';
import type {MouseInput} from '../../../source/client/input/event.js';
import {press} from '../fixtures/frame.js';
import {model} from '../fixtures/model.js';

const [focused, other] = ['s-0000000002', 's-0000000001'];

function wheel(at: ClientModel, session: string, button: 'up' | 'down') {
	const {rect} = arrange(at).panes.find(pane => pane.session === session)!;
	const turned: MouseInput = {kind: 'wheel', button, x: rect.x, y: rect.y, ctrl: false, alt: false, shift: false};
	return resolveMouse(at, turned);
}

const after = (at: ClientModel, {action}: ReturnType<typeof wheel>): ClientModel => action === undefined ? at : reduce(at, action);

test('the wheel gives the focus to the pane that it scrolls, and takes it from no agent that is typed into', t => {
	const floor = model();
	t.is(floor.ui.focus, focused);
	t.is(after(floor, wheel(floor, other, 'up')).ui.focus, other);
	t.is(after(floor, wheel(floor, other, 'down')).ui.focus, focused, 'nothing is scrolled by that');
	for (const key of ['enter', 's']) {
		const busy = press(floor, key).model;
		const turned = wheel(busy, other, 'up');
		t.like(after(busy, turned).ui, {focus: focused, mode: busy.ui.mode});
		t.deepEqual(turned.effects, [{type: 'scroll', session: other, by: -3}]);
	}
});

test('no pane leaves its place under the wheel: where the focus would move some, it stays', t => {
	const few = model({size: {cols: 80, rows: 24}});
	const sessions = Array.from({length: 9}, (_, index) => ({...few.floor.sessions.find(({id}) => id === focused)!, id: `s-000000010${index}`, number: index + 1}));
	const crowded = reduce(reduce(few, {type: 'floor', floor: {...few.floor, sessions}}), {type: 'focus', pane: sessions[8]!.id});
	const [first] = arrange(crowded).panes;
	const turned = wheel(crowded, first!.session, 'up');
	t.true(turned.effects!.length > 0);
	const next = after(crowded, turned);
	t.deepEqual(arrange(next).panes.map(({session}) => session), arrange(crowded).panes.map(({session}) => session));
	t.is(next.ui.focus, sessions[8]!.id);
	t.notDeepEqual(arrange(reduce(crowded, {type: 'focus', pane: first!.session})).panes.map(({session}) => session), arrange(crowded).panes.map(({session}) => session), 'the focus would move some');
});

test('escape brings back what is scrolled beside the focus, before it leaves anything else', t => {
	const scrolled = reduce(press(model(), 'enter').model, {type: 'scrolled', session: other, offset: 3, total: 90});
	t.false(activeContexts(scrolled).includes('beside'), 'escape is the agent\'s');
	const left = press(scrolled, model().keys.prefix).model;
	t.true(hintsFor(left).some(({id, keys}) => id === 'leave-beside' && keys === 'escape'));
	t.deepEqual(press(left, 'escape').effects.at(-1), {type: 'scrollTo', session: other, end: 'bottom'});
	t.is(press(reduce(left, {type: 'focus', pane: 'queue'}), 'escape').effects.length, 3, 'also from a panel');
	const both = reduce(left, {type: 'scrolled', session: focused, offset: 3, total: 90});
	t.deepEqual(press(both, 'escape').effects.at(-1), {type: 'scrollTo', session: focused, end: 'bottom'});
	const zoomed = press(left, 'z').model;
	t.deepEqual(press(zoomed, 'escape').effects, [], 'what is not seen is left as it is');
	t.false(press(zoomed, 'escape').model.ui.zoomed);
});

import test from 'ava';
import {arrange} from '../../../source/client/floor/arrange.js';
import {reduce} from '../../../source/client/floor/reduce.js';
import {sizeToCome} from '../../../source/client/floor/size-to-come.js';
import {richFloor, session} from '../fixtures/floor.js';
import {press} from '../fixtures/frame.js';
import {model} from '../fixtures/model.js';

for (const layout of ['floor', 'focus', 'grid', 'review']) {
	for (const size of [{cols: 200, rows: 50}, {cols: 80, rows: 24}]) {
		test(`the size of a session to come is that of its pane once it is there: ${layout} of ${size.cols}×${size.rows}`, t => {
			const before = model({layout, size});
			const own = session(5, {id: 's-own', task: undefined, stage: undefined, role: 'by hand', agent: 'shell'});
			const opened = reduce(reduce(before, {type: 'opened', session: 's-own'}), {type: 'floor', floor: richFloor({sessions: [...richFloor().sessions, own]})});
			const pane = arrange(opened).panes.find(place => place.session === 's-own')!;
			t.deepEqual(sizeToCome(before), {cols: pane.rect.width, rows: pane.rect.height});
		});
	}
}

test('one that is opened while the person types elsewhere, and gets no room, has the size of one that is shown alone', t => {
	const typing = press(model({layout: 'focus', size: {cols: 80, rows: 24}}), 'enter').model;
	t.is(typing.ui.mode, 'session');
	t.deepEqual(sizeToCome(typing), {cols: 80, rows: 19});
});

test('where the terminal is too small to draw anything no size is known', t => {
	t.is(sizeToCome(model({size: {cols: 40, rows: 10}})), undefined);
});

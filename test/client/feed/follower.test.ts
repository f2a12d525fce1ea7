import {Buffer} from 'node:buffer';
import test from 'ava';
import {Emitter} from '../../../source/base/emitter.js';
import {within} from '../../../source/base/guard.js';
import {Follower} from '../../../source/client/feed/follower.js';
import type {ClientModel} from '../../../source/client/floor/model.js';
import {Store} from '../../../source/client/store.js';
import type {Params, RequestName, Result} from '../../../source/protocol/control.js';
import {review, richFloor, runs} from '../fixtures/floor.js';
import {press} from '../fixtures/frame.js';
import {model} from '../fixtures/model.js';

type Asked = {name: RequestName; params: Record<string, unknown>};

/** A follower on a store, with answers that the test gives. */
function follow(first: ClientModel, answer: (asked: Asked) => unknown) {
	const store = new Store(first);
	const asked: Asked[] = [];
	const follower = new Follower({
		store,
		async request<Name extends RequestName>(name: Name, params: Params<Name>) {
			const request = {name, params: params as Record<string, unknown>};
			asked.push(request);
			return await answer(request) as Result<Name>;
		},
	});
	store.changed.on(({after}) => {
		follower.watch(after);
	});
	follower.watch(store.model);
	const until = async (holds: (model: ClientModel) => boolean) => within(60_000, new Promise<void>(resolve => {
		const look = () => {
			if (holds(store.model)) {
				resolve();
			}
		};

		store.changed.on(look);
		look();
	}), () => new Error('The model never came to that.'));
	return {store, asked, until};
}

test('the log of a stage is read on as it grows, each part once, and not after it was left', async t => {
	const grown = new Emitter<string>();
	let log = 'one\n';
	const {store, asked, until} = follow(model(), async ({name, params}) => {
		if (name !== 'stage.log') {
			return runs();
		}

		const offset = Number(params['offset']);
		if (offset === Buffer.byteLength(log) && params['wait'] === true) {
			await new Promise<void>(resolve => {
				grown.once(more => {
					log += more;
					resolve();
				});
			});
		}

		return {text: log.slice(offset), next: log.length, ended: false};
	});
	store.dispatch({type: 'task', project: 'shop', task: 'csv-import'});
	store.dispatch({type: 'runs', project: 'shop', task: 'csv-import', runs: runs()});
	store.dispatch({type: 'stageLog', of: {run: 'csv-import-2', stage: 'gate', attempt: 1}, at: 'end'});
	await until(({stageLog}) => stageLog?.text === 'one\n');
	grown.emit('two\n');
	await until(({stageLog}) => stageLog?.text === 'one\ntwo\n');
	store.dispatch({type: 'stageLog', of: undefined, at: 'start'});
	const before = asked.filter(({name}) => name === 'stage.log').length;
	grown.emit('three\n');
	store.dispatch({type: 'stageLog', of: {run: 'csv-import-2', stage: 'gate', attempt: 1}, at: 'end'});
	await until(({stageLog}) => stageLog?.text === 'one\ntwo\nthree\n');
	t.true(asked.filter(({name}) => name === 'stage.log').length <= before + 2);
});

test('the stages of the task at hand are fetched for the queue when another task is at hand', async t => {
	const {store, asked, until} = follow(press(model({size: {cols: 200, rows: 60}}), '1').model, () => runs());
	await until(({detail}) => detail?.task === 'csv-import');
	store.dispatch({type: 'focus', pane: 's-0000000003'});
	await until(({detail}) => detail?.task === 'schema-errors');
	t.true(asked.every(({name}) => name === 'run.list'));
});

test('the layout for reviews shows the change that waits at once, without taking the focus from elsewhere', async t => {
	const {store, until} = follow(model(), ({name}) => name === 'review.show' ? review() : runs());
	store.dispatch({type: 'layout', name: 'review'});
	await until(({review: shown}) => shown?.view !== undefined);
	t.is(store.model.review?.task, 'rss-feed');
	t.is(store.model.ui.focus, 'review');
});

test('a change that begins to wait while the review is open appears there', async t => {
	const {store, until} = follow(model({layout: 'review', floor: richFloor({inbox: []})}), ({name}) => name === 'review.show' ? review() : runs());
	t.is(store.model.review, undefined);
	store.dispatch({type: 'floor', floor: richFloor()});
	await until(({review: shown}) => shown?.view !== undefined);
	t.is(store.model.review?.task, 'rss-feed');
});

test('a change that waits no more is not shown again when the layout is gone to', async t => {
	const {store, until} = follow(model(), ({name}) => name === 'review.show' ? review() : runs());
	store.dispatch({type: 'layout', name: 'review'});
	await until(({review: shown}) => shown?.view !== undefined);
	store.dispatch({type: 'layout', name: 'floor'});
	store.dispatch({type: 'floor', floor: richFloor({inbox: []})});
	store.dispatch({type: 'layout', name: 'review'});
	t.is(store.model.review, undefined);
});

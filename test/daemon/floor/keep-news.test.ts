import test from 'ava';
import {keepNews} from '../../../source/daemon/floor/keep-news.js';
import {openStore} from '../../../source/daemon/store/open.js';
import {stateFolder} from '../store/fixtures.js';

test('what happened is still told after the daemon was started again, for a day', async t => {
	const paths = await stateFolder(t);
	const store = await openStore(paths);
	const news = await keepNews(store.audit);
	t.deepEqual(news.items, []);
	news.tell({level: 'good', text: 'csv-import is merged', project: 'shop', task: 'csv-import'});
	news.tell({level: 'info', text: 'shop\u{1B}[2J is a project now'});
	await store.audit.append({type: 'of a later version'});
	await store.close();

	const again = await openStore(paths);
	const kept = await keepNews(again.audit);
	t.deepEqual(kept.items.map(({id, level, text, project, task}) => ({id, level, text, project, task})), [
		{id: 1, level: 'good', text: 'csv-import is merged', project: 'shop', task: 'csv-import'},
		{id: 2, level: 'info', text: news.items[1]!.text, project: undefined, task: undefined},
	]);
	kept.tell({level: 'warn', text: 'third'});
	t.is(kept.items.at(-1)!.id, 3);
	t.deepEqual((await keepNews(again.audit, Date.now() + (25 * 60 * 60 * 1000))).items, []);
	await again.close();
});

test('news is told also where it cannot be written down', async t => {
	const store = await openStore(await stateFolder(t));
	const news = await keepNews(store.audit);
	await store.close();
	news.tell({level: 'bad', text: 'the disk is full'});
	t.is(news.items.length, 1);
});

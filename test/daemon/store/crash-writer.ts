import process from 'node:process';
import {openStore} from '../../../source/daemon/store/open.js';
import {task} from './fixtures.js';

/*
Writes as fast as it can and says what was acknowledged, a line each, until it is killed:
	node crash-writer.js <state folder> <round>
*/
const [state, round] = process.argv.slice(2) as [string, string];
const store = await openStore({state});
const say = (line: string) => {
	process.stdout.write(`${line}\n`);
};

say('ready');
for (let number = 0; ; number++) {
	const id = `t-${round}-${number}`;
	await Promise.all([
		store.tasks.put(task(id)).then(async () => {
			say(`put ${id}`);
			await store.tasks.update(`shop/${id}`, draft => {
				draft.title = 'Updated';
			});
			say(`update ${id}`);
		}),
		...[1, 2, 3].map(async part => {
			await store.journal.append(`${id}-${part}`);
			say(`append ${id}-${part}`);
		}),
		store.settings.update(settings => ({...settings, counter: number})).then(() => {
			say(`counter ${round} ${number}`);
		}),
	]);
}

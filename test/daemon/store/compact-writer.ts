import process from 'node:process';
import {openStore} from '../../../source/daemon/store/open.js';

/*
Appends as fast as it can, compacts in between, and says what was acknowledged, a line each, until it is killed:
	node compact-writer.js <state folder> <round>
Every third record is needed; the others may be gone.
*/
const [state, round] = process.argv.slice(2) as [string, string];
const store = await openStore({state});
for (let number = 0; ; number++) {
	await Promise.all([0, 1, 2].map(async part => {
		const record = {id: `${round}-${number}-${part}`, needed: part === 0};
		const seq = await store.journal.append(record);
		process.stdout.write(`${part === 0 ? 'needed' : 'other'} ${record.id} ${seq}\n`);
	}));
	if (number % 4 === 0) {
		// Not awaited: what is appended meanwhile must wait for it.
		void store.journal.compact(({record}) => (record as {needed: boolean}).needed);
	}
}

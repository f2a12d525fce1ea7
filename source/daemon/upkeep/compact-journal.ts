import {taskKey} from '../../../state/task.js';
import type {Accepted} from '../handlers/recover-accepted.js';
import type {JournalEntry, Store} from '../store/types.js';

// Fewer are read in a millisecond.
const worthIt = 200;

/** Leaves out of the journal of accepted work what nothing would be made of any more, once that is most of it. Resolves to how many records went. */
export async function compactJournal(store: Pick<Store, 'journal' | 'tasks'>, least = worthIt): Promise<number> {
	const entries = await store.journal.read() as Array<JournalEntry<Accepted>>;
	const needed = neededOf(store, entries);
	return entries.length >= least && needed.size * 2 < entries.length
		// What was accepted since it was read is not among those that were looked at.
		? store.journal.compact(({seq}) => seq > entries.at(-1)!.seq || needed.has(seq))
		: 0;
}

/**
The numbers of the records that are still needed: of each task its newest acceptance, unless it is merged or its project was
forgotten later; and that a project was forgotten, for as long as an acceptance stands before it. What is unknown is needed.
*/
function neededOf({tasks}: Pick<Store, 'tasks'>, entries: ReadonlyArray<JournalEntry<Accepted>>): Set<number> {
	const needed = new Set<number>();
	const seen = new Set<string>();
	const forgotten = new Set<string>();
	for (const {seq, record} of entries.toReversed()) {
		switch (record.type) {
			case 'project forgotten': {
				// Every acceptance before it goes, so that nothing is left that it must hold back.
				forgotten.add(record.project);
				break;
			}

			case 'task accepted': {
				const key = taskKey(record.task);
				if (!seen.has(key) && !forgotten.has(record.task.project) && tasks.get(key)?.state !== 'merged') {
					needed.add(seq);
				}

				seen.add(key);
				break;
			}

			default: {
				needed.add(seq);
			}
		}
	}

	return needed;
}

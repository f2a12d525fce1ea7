import path from 'node:path';
import {makeFolder} from '../../base/durable-file.js';
import {Emitter} from '../../base/emitter.js';
import type {Paths} from '../../base/paths.js';
import {Health, type HealthOptions} from './health.js';
import {openJournal} from './journal.js';
import {openDocuments} from './open-documents.js';
import type {DamagedFile, Store} from './types.js';

/**
Opens the state: `documents/` and the journals in the state folder. Only for the holder of the lock.

What is damaged is set aside and listed, and never keeps the rest from opening.
*/
export async function openStore(paths: Pick<Paths, 'state'>, options: Partial<HealthOptions> = {}): Promise<Store> {
	const folder = path.join(paths.state, 'documents');
	await makeFolder(folder);
	const health = new Health({folder: paths.state, reserve: 16 * 1024 * 1024, patience: 1000, ...options});
	const damaged: DamagedFile[] = [];
	const damage = new Emitter<DamagedFile>();
	const report = (file: DamagedFile) => {
		damaged.push(file);
		damage.emit(file);
	};

	const shared = {health, report};
	const {settings, projects, tasks, runs, sessions} = openDocuments(folder, shared);
	const documents = [settings, projects, tasks, runs, sessions];
	const open = async (name: string) => openJournal({file: path.join(paths.state, `${name}.jsonl`), ...shared});
	const [journal, ledger, audit] = await Promise.all([open('journal'), open('ledger'), open('audit'), ...documents.map(async document => document.load())]);

	return {
		settings,
		projects,
		tasks,
		runs,
		sessions,
		journal,
		ledger,
		audit,
		damaged,
		damage,
		get degraded() {
			return health.degraded;
		},
		degradation: health.changed,
		beforeAccepting: async () => health.check(),
		async close() {
			await settle(health, documents);
			health.close();
			await Promise.all([journal, ledger, audit].map(async file => file.close()));
		},
	};
}

/** Waits for what is unwritten, unless the disk is or becomes full: that would never end, and what is unwritten was never acknowledged. */
async function settle(health: Health, documents: ReadonlyArray<{settle(): Promise<void>}>): Promise<void> {
	if (health.degraded !== undefined) {
		return;
	}

	const {promise, resolve} = Promise.withResolvers<void>();
	const forget = health.changed.once(() => {
		resolve();
	});
	await Promise.race([Promise.all(documents.map(async document => document.settle())), promise]);
	forget();
}

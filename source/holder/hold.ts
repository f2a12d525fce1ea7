import process from 'node:process';
import {Emitter} from '../base/emitter.js';
import {identifyProcess} from '../base/process/identity.js';
import type {SessionExit} from '../protocol/holder.js';
import {holderProtocol} from '../protocol/version.js';
import {chooseEngine} from './choose-engine.js';
import {HeldSession} from './held-session.js';
import {practise} from './practice.js';
import {writeExit, writeHistory, writeHolderRecord} from './record.js';
import {serve} from './server.js';
import {readSpec} from './spec.js';

// After the program's end, for a client that is about to connect: it finds the screen here, and later in the history.
const lingerTime = 2000;
// Milliseconds after the first key or the word that one will come: its echo is on its way by then.
const practiceDelay = 50;
// For what the machine gives at its own shutdown before it kills.
const shutdownGrace = 3000;

/**
Holds the session of a folder: runs its program, serves its screen, and writes down how it ended.

Resolves when the program has ended, that is on disk, and nobody is connected any more. Rejects when the session could
not even be begun; nothing was started then.
*/
export async function hold(folder: string): Promise<void> {
	const spec = readSpec(folder);
	const makeEngine = await chooseEngine(process.env);
	const session = new HeldSession(spec, folder, makeEngine);
	session.touched.once(() => {
		setTimeout(() => {
			void practise(makeEngine);
		}, practiceDelay);
	});
	const told = Promise.withResolvers<void>();
	const crowd = new Emitter<void>();
	session.ended.once(exit => {
		void record(folder, session, exit).then(session.recorded.resolve);
	});
	const server = await serve(session, spec, {
		crowd() {
			crowd.emit();
		},
		ended() {
			told.resolve();
		},
	});
	obeySignals(session, told.resolve);

	const startedAt = Date.now();
	const program = session.start();
	if (program !== undefined) {
		await attempt(session, 'holder.json', async () => writeHolderRecord(folder, {
			protocol: holderProtocol,
			version: spec.version,
			session: spec.session,
			socket: spec.socket,
			holder: identifyProcess(process.pid)!,
			program,
			startedAt,
		}));
	}

	await session.recorded.promise;
	await Promise.race([told.promise, untilAlone(crowd, () => server.viewers)]);
	await server.close();
}

/** The history first: whoever finds exit.json finds that too. */
async function record(folder: string, session: HeldSession, exit: SessionExit): Promise<void> {
	await session.record({on: false});
	await attempt(session, 'history', async () => writeHistory(folder, session.engine));
	await attempt(session, 'exit.json', async () => writeExit(folder, exit));
}

/** A full disk must not cost the session: it is told on the status, and the rest goes on. */
async function attempt(session: HeldSession, name: string, write: () => Promise<void>): Promise<void> {
	try {
		await write();
	} catch (error) {
		session.problem = `The ${name} of the session could not be written: ${(error as Error).message}`;
		session.changed.emit();
	}
}

/** Resolves once nobody has been connected for a while. */
async function untilAlone(crowd: Emitter<void>, viewers: () => number): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	let timer: NodeJS.Timeout | undefined;
	const look = () => {
		clearTimeout(timer);
		if (viewers() === 0) {
			timer = setTimeout(resolve, lingerTime);
		}
	};

	const dispose = crowd.on(look);
	look();
	await promise;
	dispose();
}

/** A holder outlives whoever started it. Only the machine's own shutdown ends it early, and then the program with it. */
function obeySignals(session: HeldSession, done: () => void): void {
	for (const name of ['SIGHUP', 'SIGINT', 'SIGPIPE'] as const) {
		process.on(name, () => {
			// Meant for a terminal that this process does not have.
		});
	}

	process.on('SIGTERM', () => {
		void session.end(shutdownGrace).then(done);
	});
}

import {readFileSync} from 'node:fs';
import {Emitter} from '../../../source/base/emitter.js';
import {within} from '../../../source/base/guard.js';
import type {HolderLink} from '../../../source/link/holder-link.js';
import type {Pty} from '../../client/pty.js';
import type {Performer} from '../stage/director.js';

/** Milliseconds each: by the clock, and of the holder's own processor, which does not count how long it or whoever waits for it had no core. */
export type Promptness = {keys: number[]; requests: number[]; served: number[]};

// Milliseconds between two keys of somebody who types fast.
const pace = 80;
// None of the terminal's answers has it. A bomb may have asked for keys in another protocol, where it comes by its number.
const key = 'k';
const arrived = /k|107/v;
const patience = 120_000;

/** Types into the session that has the keys, and asks its holder, for as long as the work lasts: how long each took to arrive and to be answered. */
export async function watchPromptness({pty, performer, link}: {pty: Pty; performer: Performer; link: HolderLink}, work: Promise<unknown>): Promise<Promptness> {
	const beat = new Emitter<void>();
	const over = new AbortController();
	const timer = setInterval(() => {
		beat.emit();
	}, pace);
	const end = () => {
		clearInterval(timer);
		over.abort();
		beat.emit();
	};

	const served: number[] = [];
	const repeat = async (act: () => Promise<unknown>): Promise<number[]> => {
		const times: number[] = [];
		while (!over.signal.aborted) {
			const [begun, used] = [performance.now(), processorOf(link.pid)];
			await act();
			times.push(performance.now() - begun);
			served.push(processorOf(link.pid) - used);
			await next(beat, over.signal);
		}

		return times;
	};

	const watched = Promise.all([
		repeat(async () => pressKey(pty, performer)),
		repeat(async () => within(patience, link.getStatus(), () => new Error('A request was not answered.'))),
		work.finally(end),
	]);
	try {
		const [keys, requests] = await watched;
		return {keys, requests, served};
	} finally {
		end();
	}
}

/** The milliseconds that the first thread of a process has had a core. Linux only, as all of this. */
const processorOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'latin1').split(' ', 1)[0]) / 1e6;

async function next(beat: Emitter<void>, {aborted}: AbortSignal): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	if (aborted) {
		resolve();
	} else {
		beat.once(resolve);
	}

	await promise;
}

/** Resolves when the program has it. */
async function pressKey(pty: Pty, {typed}: Performer): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const dispose = typed.on(text => {
		if (arrived.test(text)) {
			resolve();
		}
	});
	pty.type(key);
	try {
		await within(patience, promise, () => new Error('A key did not arrive at the program.'));
	} finally {
		dispose();
	}
}

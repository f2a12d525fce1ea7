import {open, stat} from 'node:fs/promises';
import {MillwrightError} from '../../base/errors.js';
import type {RunView} from '../../protocol/run.js';
import type {Run} from '../../../state/run.js';
import {diff} from '../git/diff.js';
import {readInput} from '../inputs/inputs.js';
import type {Handlers} from '../server/router.js';
import type {Desk} from './desk.js';
import {untilMore} from './until-more.js';

// One reading of a log; whoever follows asks again from where it ended.
const chunkSize = 256 * 1024;

export function runHandlers(desk: Desk): Pick<Handlers, 'run.list' | 'run.show' | 'stage.log' | 'review.show'> {
	const {store} = desk.parts;
	const find = (id: string): Run => {
		const run = store.runs.get(id);
		if (run === undefined) {
			throw new MillwrightError('unknown-run', `There is no run "${id}".`, {hint: 'See `millwright show <task>`.'});
		}

		return run;
	};

	return {
		'run.list': async params => desk.task(params).runs.flatMap(id => store.runs.get(id) ?? []).map(run => runView(desk, run)),
		'run.show': async ({run}) => runView(desk, find(run)),
		async 'stage.log'({run: id, stage, attempt, offset, wait}) {
			const entryOf = (run: Run) => run.stages.find(known => known.stage === stage && known.attempt === attempt);
			const read = async () => {
				const run = find(id);
				const entry = entryOf(run);
				const {text, next} = await readAcross(filesOf(desk, entry), offset);
				return {text, next, ended: (entry?.endedAt !== undefined || run.endedAt !== undefined) && text === ''};
			};

			return wait ? untilMore({file: entryOf(find(id))?.log, changed: store.runs.changed, read}) : read();
		},
		async 'review.show'(params) {
			const task = desk.task(params);
			const run = store.runs.get(task.runs.at(-1) ?? '');
			const attempt = run?.attempts.find(({number}) => number === run.proposed) ?? run?.attempts.find(({commit}) => commit !== undefined);
			if (run === undefined || attempt?.commit === undefined) {
				throw new MillwrightError('nothing-to-review', `The task ${task.id} has nothing to review yet: it is ${task.state}.`, {hint: `See \`millwright show ${task.id}\`.`});
			}

			const {repository, inputs} = await desk.parts.rooms.get(task.project);
			const {text, files} = await diff(repository, {from: run.baseCommit, to: attempt.commit});
			return {
				task: task.id,
				run: run.id,
				attempt: attempt.number,
				baseCommit: run.baseCommit,
				commit: attempt.commit,
				diff: text,
				files: files.map(({path, added, removed}) => ({path, added, removed})),
				verdicts: attempt.verdicts,
				gates: attempt.gates,
				singleProvider: run.verifiedBy.length === 1,
				plan: run.plan === undefined ? '' : await readInput(inputs, run.plan) ?? '',
			};
		},
	};
}

/** A run as it is shown: the documents' own words, with what its sessions cost. */
export function runView(desk: Desk, run: Run): RunView {
	const costOf = (sessions: readonly string[]) => sessions.reduce((sum, id) => sum + desk.spentBy(id).cost, 0);
	return {
		id: run.id,
		project: run.project,
		task: run.task,
		generation: run.generation,
		state: run.state,
		baseCommit: run.baseCommit,
		...(run.plan === undefined ? {} : {plan: run.plan}),
		stages: run.stages.map(({stage, attempt, state, startedAt, endedAt, sessions, input, output, log}) => ({
			stage, state, sessions, input, output, cost: costOf(sessions),
			...(attempt === undefined ? {} : {attempt}),
			...(startedAt === undefined ? {} : {startedAt}),
			...(endedAt === undefined ? {} : {endedAt}),
			...(log === undefined ? {} : {log}),
		})),
		attempts: run.attempts,
		...(run.proposed === undefined ? {} : {proposed: run.proposed}),
		verifiedBy: run.verifiedBy,
		startedAt: run.startedAt,
		...(run.endedAt === undefined ? {} : {endedAt: run.endedAt}),
		cost: desk.meter.sum({run: run.id}).nanoDollars / 1e9,
		...(run.lesson === undefined ? {} : {lesson: run.lesson}),
	};
}

/** The log of a stage, or else the transcripts of its sessions, one after the other, up to the first that lives: its holder has that. */
function filesOf({parts}: Desk, entry: Run['stages'][number] | undefined): string[] {
	const histories = entry?.sessions.map(id => parts.store.sessions.get(id)?.history?.text) ?? [];
	const live = histories.indexOf(undefined);
	const files = entry?.log === undefined ? histories.slice(0, live === -1 ? undefined : live) : [entry.log];
	return files.filter(file => file?.startsWith(parts.paths.state)).map(String);
}

/** From a place in the files as if they were one. */
async function readAcross(files: readonly string[], offset: number): Promise<{text: string; next: number}> {
	let start = 0;
	for (const file of files) {
		const {size} = await stat(file).catch(() => ({size: 0}));
		if (offset < start + size) {
			const {text, next} = await readFrom(file, offset - start);
			return {text, next: start + next};
		}

		start += size;
	}

	return {text: '', next: offset};
}

/** Without the first bytes of a character whose last ones are not read yet. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
	const start = bytes.findLastIndex(byte => (byte & 0xC0) !== 0x80);
	const lead = bytes[start] ?? 0;
	const length = 1 + [0xC0, 0xE0, 0xF0].filter(least => lead >= least).length;
	return start !== -1 && bytes.length - start < length ? bytes.subarray(0, start) : bytes;
}

async function readFrom(file: string, offset: number): Promise<{text: string; next: number}> {
	const handle = await open(file, 'r').catch(() => undefined);
	if (handle === undefined) {
		return {text: '', next: offset};
	}

	try {
		const {buffer, bytesRead} = await handle.read({buffer: new Uint8Array(chunkSize), position: offset});
		const whole = wholeCharacters(buffer.subarray(0, bytesRead));
		return {text: new TextDecoder().decode(whole), next: offset + whole.length};
	} finally {
		await handle.close();
	}
}

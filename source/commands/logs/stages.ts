import {MillwrightError} from '../../base/errors.js';
import {safeBlock} from '../../base/safe-text.js';
import type {RunView, StageView} from '../../protocol/run.js';
import type {TaskView} from '../../protocol/task.js';
import type {Context} from '../command.js';
import {hearChanges} from '../follow/changes.js';
import {stateWord} from '../format.js';
import type {Daemon} from '../reach.js';
import {followSession, readSession} from './session.js';

export type StageLogs = {context: Context; daemon: Daemon; task: TaskView; stage: string | undefined; follow: boolean; json: boolean};

/**
Prints the logs of the stages of a task's newest run: what its sessions printed, and the log of the gates. With `follow` goes
on until the task has ended. As JSON it is one list; with `follow` an object a line.
*/
export async function printStages(options: StageLogs): Promise<void> {
	const {daemon, task, follow} = options;
	const printer = new Printer(options);
	const changes = hearChanges(daemon);
	try {
		do {
			// Looked at before the logs are read: what was printed last is read then.
			const isOver = !follow || await hasEnded(daemon, task);
			const runs = await daemon.request('run.list', {project: task.project, task: task.id});
			for (const run of follow ? runs : runs.slice(-1)) {
				await printer.printRun(run);
			}

			if (isOver) {
				printer.end();
				return;
			}
		} while (await changes.next() === 'changed');
	} finally {
		changes.dispose();
	}
}

type Piece = {run: string; stage: string; attempt?: number; session?: string; text: string};

class Printer {
	readonly #options: StageLogs;
	/** How far each log of a stage was read, in bytes. */
	readonly #read = new Map<string, number>();
	/** The sessions that were told to their end. */
	readonly #told = new Set<string>();
	readonly #pieces: Piece[] = [];
	#front = '';

	constructor(options: StageLogs) {
		this.#options = options;
	}

	async printRun(run: RunView): Promise<void> {
		const {stage} = this.#options;
		for (const part of run.stages.filter(part => stage === undefined || part.stage === stage)) {
			for (const session of part.sessions) {
				await this.#printSession({run, part, session});
			}

			if (part.log !== undefined) {
				await this.#printLog(run, part);
			}
		}
	}

	end(): void {
		if (this.#options.json && !this.#options.follow) {
			this.#options.context.print.json(this.#pieces);
		}
	}

	async #printLog(run: RunView, part: StageView): Promise<void> {
		const {daemon} = this.#options;
		const key = `${run.id} ${part.stage} ${part.attempt ?? 0} ${part.startedAt ?? 0}`;
		const attempt = part.attempt === undefined ? {} : {attempt: part.attempt};
		const {text, next} = await daemon.request('stage.log', {run: run.id, stage: part.stage, ...attempt, offset: this.#read.get(key) ?? 0});
		this.#read.set(key, next);
		this.#say({run: run.id, stage: part.stage, ...attempt, text}, headingOf(run, part));
	}

	/** A live one is followed, so that its lines are told when they are printed; as JSON it is told once it has ended. */
	async #printSession({run, part, session: id}: {run: RunView; part: StageView; session: string}): Promise<void> {
		const {context, daemon, follow, json, task} = this.#options;
		if (this.#told.has(id)) {
			return;
		}

		const sessions = await daemon.request('session.list', {project: task.project, all: true});
		const session = sessions.find(other => other.id === id);
		// As JSON it is told whole, once it has ended.
		if (session === undefined || (follow && json && session.endedAt === undefined)) {
			return;
		}

		const piece = {run: run.id, stage: part.stage, ...(part.attempt === undefined ? {} : {attempt: part.attempt}), session: id};
		const heading = `${headingOf(run, part)}, session ${id}`;
		this.#told.add(id);
		if (follow && session.endedAt === undefined) {
			await followSession({context, daemon, session}, text => {
				this.#tell({...piece, text}, heading);
			});
			return;
		}

		const text = await readSession(context, session).catch((error: unknown) => {
			// One of an old run may have been cleared away.
			if (error instanceof MillwrightError || (error as NodeJS.ErrnoException).code === 'ENOENT') {
				return '';
			}

			throw error;
		});
		this.#say({...piece, text}, heading);
	}

	#say(piece: Piece, heading: string): void {
		const {context: {print}, follow, json} = this.#options;
		if (json) {
			if (follow) {
				print.line(JSON.stringify(piece));
			} else {
				this.#pieces.push(piece);
			}
		} else if (piece.text !== '') {
			this.#tell(piece, heading);
		}
	}

	#tell(piece: Piece, heading: string): void {
		const {context: {print}} = this.#options;
		// The state in it may change while it is read: what it is about is what stands before.
		const front = [piece.run, piece.stage, piece.attempt, piece.session].join(' ');
		if (this.#front !== front) {
			print.line(print.paint('bold', `── ${heading}`));
		}

		this.#front = front;
		print.line(safeBlock(piece.text).trimEnd());
	}
}

const headingOf = (run: RunView, part: StageView): string => `${part.stage}${part.attempt === undefined ? '' : ` ${part.attempt}`}, run ${run.generation}, ${stateWord(part.state)}`;

async function hasEnded(daemon: Daemon, {project, id}: TaskView): Promise<boolean> {
	const tasks = await daemon.request('task.list', {project});
	const task = tasks.find(other => other.id === id);
	return task === undefined || task.state === 'merged' || task.state === 'failed' || task.state === 'cancelled';
}

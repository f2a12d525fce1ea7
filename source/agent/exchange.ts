import {readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {writeDurably} from '../base/durable-file.js';
import {MillwrightError} from '../base/errors.js';
import {answer, brief, type Answer, type Brief, type Question, type Result} from '../protocol/exchange.js';
import {fileAppears} from './file-appears.js';

/** The session's folder, where the agent and the daemon hand things over. */
export class Exchange {
	readonly #folder: string;
	/** The id of the question that waits for its answer. */
	#asked: string | undefined;

	constructor(folder: string) {
		this.#folder = path.resolve(folder);
	}

	/**
	What the agent is to do.

	@throws {MillwrightError} when it is missing or not as agreed.
	*/
	async readBrief(): Promise<Brief> {
		const file = path.join(this.#folder, 'brief.json');
		const hint = 'The daemon writes it; run `millwright add` to have work done, or see docs/rehearsal.md to write one by hand.';
		const source = await readFile(file, 'utf8').catch((error: unknown) => {
			throw new MillwrightError('no-brief', `There is no brief at ${file}.`, {hint, cause: error});
		});
		const parsed = brief.safeParse(parseJson(source));
		if (!parsed.success) {
			const [issue] = parsed.error.issues;
			throw new MillwrightError('bad-brief', `The brief ${file} is not valid: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`, {hint});
		}

		return parsed.data;
	}

	/** The answer that stands there from before, whatever question it is to. */
	async readAnswer(): Promise<Answer | undefined> {
		const source = await readFile(path.join(this.#folder, 'answer.json'), 'utf8').catch(() => '');
		const parsed = answer.safeParse(parseJson(source));
		return parsed.success ? parsed.data : undefined;
	}

	/** Writes the question and waits for the answer to this very question; one that stands there already is taken at once. */
	async ask(question: Question, signal: AbortSignal): Promise<Answer> {
		this.#asked = question.id;
		try {
			await writeDurably(path.join(this.#folder, 'question.json'), JSON.stringify(question));
			return await fileAppears({
				folder: this.#folder,
				name: 'answer.json',
				signal,
				read: async () => {
					const found = await this.readAnswer();
					return found?.id === question.id ? found : undefined;
				},
			});
		} finally {
			this.#asked = undefined;
		}
	}

	/** What the person typed into the session is the answer to the question that is open; false when none is. */
	answerOpen(text: string): boolean {
		const id = this.#asked;
		if (id === undefined) {
			return false;
		}

		this.#asked = undefined;
		// Where it cannot be written the question stays open, and the inbox still has it.
		writeDurably(path.join(this.#folder, 'answer.json'), JSON.stringify({id, text, by: 'person', at: Date.now()})).catch(() => {
			this.#asked = id;
		});
		return true;
	}

	/** Waits until the daemon says to try again, or the process is told to continue, and takes the word away. */
	async resumed(signal: AbortSignal): Promise<void> {
		const file = path.join(this.#folder, 'resume.json');
		const continued = new AbortController();
		const go = () => {
			continued.abort();
		};

		process.on('SIGCONT', go);
		try {
			await fileAppears({
				folder: this.#folder,
				name: 'resume.json',
				signal: AbortSignal.any([signal, continued.signal]),
				read: async () => readFile(file, 'utf8').catch(() => undefined),
			});
		} catch (error) {
			if (signal.aborted || !continued.signal.aborted) {
				throw error;
			}
		} finally {
			process.off('SIGCONT', go);
		}

		await rm(file, {force: true});
	}

	async writeResult(result: Result): Promise<void> {
		await writeDurably(path.join(this.#folder, 'result.json'), JSON.stringify(result));
	}
}

function parseJson(source: string): unknown {
	try {
		return JSON.parse(source);
	} catch {
		return undefined;
	}
}

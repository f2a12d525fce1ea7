import {writeFileSync} from 'node:fs';
import {Emitter} from '../base/emitter.js';
import {identifyProcess} from '../base/process/identity.js';
import {ProcessTree} from '../base/process/tree.js';
import type {HolderSpec, ProcessIdentity} from '../protocol/holder.js';
import type {ScreenEngine} from '../screen/engine.js';
import {Feed} from './feed.js';
import {Fellows} from './fellows.js';
import {findProgram, isFolder} from './find-program.js';
import {Keyboard} from './keyboard.js';
import type {Publisher} from './publisher.js';
import {Pty} from './pty.js';

/** A program that was started, with all that belongs to it. */
export type Running = {pty: Pty; feed: Feed; keyboard: Keyboard; tree: ProcessTree; identity: ProcessIdentity};

// When memory runs out the system should take the agent, not its holder, and not the person's editor.
const memoryScore = '800';

/** Starts the program of a session. Gives the reason, in one sentence, when that cannot be. The publisher is told whenever it printed something. */
export function startProgram(spec: HolderSpec, engine: ScreenEngine, {publisher, isRecorded}: {publisher: Publisher; isRecorded: () => boolean}): Running | string {
	const {argv, cwd, environment, session} = spec;
	if (!isFolder(cwd)) {
		return `The folder ${cwd} that the session works in is not there.`;
	}

	const file = findProgram(argv[0]!, spec);
	if (file === undefined) {
		return `The program ${argv[0]} was not found in the PATH of the session.`;
	}

	const pty = new Pty({
		file,
		arguments: argv.slice(1),
		cwd,
		// The cookie finds what the program starts, wherever it flees to.
		environment: {TERM: 'xterm-256color', COLORTERM: 'truecolor', ...environment, PWD: cwd, MILLWRIGHT_SESSION: session},
		size: engine.size,
		isShown: () => publisher.isShown || isRecorded(),
	});
	const identity = identifyProcess(pty.pid) ?? {pid: pty.pid, startTime: '', bootId: ''};
	raiseMemoryScore(pty.pid);
	const output = new Emitter<void>();
	const feed = new Feed({pty, engine, fellows: new Fellows(spec.socket)}, () => {
		publisher.changed();
		output.emit();
	});
	return {pty, feed, identity, tree: new ProcessTree({...identity, cookie: `MILLWRIGHT_SESSION=${session}`}), keyboard: new Keyboard({pty, engine, output})};
}

function raiseMemoryScore(pid: number): void {
	try {
		writeFileSync(`/proc/${pid}/oom_score_adj`, memoryScore);
	} catch {
		// Not Linux, or the program has already ended.
	}
}

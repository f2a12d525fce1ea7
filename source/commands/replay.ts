import {readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import {MillwrightError} from '../base/errors.js';
import {safeLine} from '../base/safe-text.js';
import {loadConfig} from '../config/load.js';
import {setAmbiguousWidth} from '../screen/ambiguous.js';
import {textOption, type Invocation, type RunCommand} from './command.js';
import {findSession} from './find.js';
import {usageError} from './parse.js';
import {withDaemon} from './reach.js';
import {recordingOf} from './export/recording-of.js';

// More is not read into memory to be looked at.
const fileLimit = 256 * 1024 * 1024;

export const run: RunCommand = async invocation => {
	const {context: {environment, paths}, options} = invocation;
	const speed = readNumber('speed', textOption(options, 'speed') ?? '1');
	const idle = readNumber('idle', textOption(options, 'idle') ?? '2');
	const file = await findFile(invocation);
	const {parseRecording} = await import('../client/replay/recording.js');
	const {replay} = await import('../client/replay/replay.js');
	// A configuration that cannot be read is no reason not to play a file.
	const config = await loadConfig(paths).catch(() => undefined);
	setAmbiguousWidth(config?.ambiguousWidth ?? 1);
	await replay(parseRecording(await readText(file), {file, idle}), {speed, environment});
	return 0;
};

function readNumber(name: string, text: string): number {
	const value = Number(text);
	if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
		throw usageError(`\`--${name}\` is a number above 0, and \`${safeLine(text, 40)}\` was given.`, `For example \`--${name} 2\`.`);
	}

	return value;
}

/** A file of that name; otherwise the recording of the session. */
async function findFile(invocation: Invocation): Promise<string> {
	const {context} = invocation;
	const name = invocation.arguments[0]!;
	const file = path.resolve(context.cwd, name);
	const found = await stat(file).catch(() => undefined);
	if (found?.isFile() === true) {
		return file;
	}

	if (name.includes('/') || name.includes('.')) {
		throw new MillwrightError('no-file', `There is no file ${safeLine(name)}.`, {hint: 'Give an asciicast, or a session by its id or number.'});
	}

	return withDaemon(context, async daemon => {
		const session = await findSession({daemon, invocation}, name).catch((error: unknown) => {
			throw error instanceof MillwrightError && error.code === 'unknown-session' ? new MillwrightError('no-file', `There is no file and no session ${safeLine(name)}.`, {hint: error.hint, cause: error}) : error;
		});
		return recordingOf(context, session);
	});
}

async function readText(file: string): Promise<string> {
	const {size} = await stat(file);
	if (size > fileLimit) {
		throw new MillwrightError('recording-too-long', `The recording ${safeLine(file)} has ${size} bytes, and ${fileLimit} can be played.`, {hint: 'Cut it with a tool for asciicasts.'});
	}

	return readFile(file, 'utf8');
}

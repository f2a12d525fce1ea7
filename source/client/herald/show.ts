import {existsSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {packageVersion} from '../../base/package-root.js';
import {heraldSocket, resolvePaths} from '../../base/paths.js';
import {openConnection, type FramedConnection} from '../../link/connection.js';
import {readToken} from '../../link/token.js';
import {lookVariables, type PictureReply, type PictureRequest} from '../../protocol/first-picture.js';
import {decodeMessage} from '../../protocol/frame.js';
import {controlProtocol} from '../../protocol/version.js';
import {hand} from './handed.js';
import {drawFirst} from './draw-first.js';

// Milliseconds that a start waits for the herald before it goes on alone, unless the environment says otherwise. It takes 10 to 30.
const usualPatience = 100;
// That a terminal which is given back again has for its answers: it may be far away.
const answerTime = 500;

/**
Shows the floor in this terminal before the program is loaded, where a herald has a picture of it. Never throws: where there is no picture the start
goes on as it would.
*/
export async function showFirst(): Promise<void> {
	try {
		await tryToShow();
	} catch {
		// There is no herald, or none of this version.
	}
}

async function tryToShow(): Promise<void> {
	const {env, stdin, stdout} = process;
	// Inside itself one of the sessions is not shown.
	if (!stdin.isTTY || !stdout.isTTY || (env['MILLWRIGHT_SESSION'] ?? '') !== '') {
		return;
	}

	const paths = resolvePaths(env);
	const socket = heraldSocket(paths);
	const patience = patienceOf(env['MILLWRIGHT_HERALD_PATIENCE']);
	if (patience === 0 || !existsSync(socket)) {
		return;
	}

	const rehearsal = env['MILLWRIGHT_REHEARSAL'] ?? '';
	const size = {cols: stdout.columns, rows: stdout.rows};
	const token = await readToken(paths);
	const connection = await openConnection(socket);
	const guard = setTimeout(() => {
		connection.destroy();
	}, patience);
	try {
		// Its token was read from the same folder: it may send what it likes.
		connection.trust();
		connection.send({type: 'hello', protocol: controlProtocol, version: packageVersion(), token, role: 'client', ...(rehearsal === '' ? {} : {rehearsal: path.resolve(rehearsal)})});
		connection.send({
			size,
			cwd: process.cwd(),
			config: paths.config,
			environment: Object.fromEntries(lookVariables.flatMap(name => env[name] === undefined ? [] : [[name, env[name]]])),
		} satisfies PictureRequest);
		const {bytes, restore} = await readReply(connection);
		if (bytes === undefined || restore === undefined) {
			return;
		}

		const {payload: update} = await connection.next();
		const handed = drawFirst({stdin, stdout, size, update, bytes, restore, answerTime: Math.max(patience, answerTime)});
		if (handed !== undefined) {
			hand(handed);
		}
	} finally {
		clearTimeout(guard);
		connection.destroy();
	}
}

function patienceOf(text = ''): number {
	const wanted = Number(text);
	return text === '' || !(wanted >= 0) ? usualPatience : Math.min(wanted, 600_000);
}

/** What comes behind the welcome. Of a refusal nothing comes behind. */
async function readReply(connection: FramedConnection): Promise<PictureReply> {
	await connection.next();
	return decodeMessage((await connection.next()).payload) as PictureReply;
}

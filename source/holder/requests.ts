import {Buffer} from 'node:buffer';
import {toErrorReply} from '../base/errors.js';
import type {HolderEvent, HolderRequest} from '../protocol/holder.js';
import {encodeScreenUpdate, sizeLimit} from '../protocol/screen-update.js';
import {buildLines} from '../screen/build-update.js';
import type {HeldSession} from './held-session.js';
import {readText} from './read-text.js';
import {search} from './search.js';

// A reply is one frame: a client that wants more lines asks again.
const linesLimit = sizeLimit;
/** Requests that are answered. */
export type Asked = Extract<HolderRequest, {id: number}>;

/** Does what was asked; every failure is an answer too. */
export async function answer(session: HeldSession, request: Asked): Promise<HolderEvent> {
	try {
		return await carryOut(session, request);
	} catch (error) {
		const {code, message} = toErrorReply(error);
		return {type: 'failed', id: request.id, code, message};
	}
}

async function carryOut(session: HeldSession, request: Asked): Promise<HolderEvent> {
	const {engine} = session;
	switch (request.type) {
		case 'status': {
			return {type: 'status', id: request.id, status: session.status};
		}

		case 'type': {
			return {type: 'typed', id: request.id, arrived: await session.type(request.text, request)};
		}

		case 'lines': {
			const {lostLines, totalLines, begunLines: begun} = engine;
			const lost = request.steady === true ? lostLines : 0;
			const first = Math.max(0, Math.min(request.from - lost, totalLines));
			const update = buildLines(engine, {from: first, count: Math.min(request.count, linesLimit)});
			return {type: 'lines', id: request.id, first: first + lost, total: totalLines + lost, update: Buffer.from(encodeScreenUpdate(update)).toString('base64'), ...(begun === undefined ? {} : {begun})};
		}

		case 'search': {
			return {type: 'matches', id: request.id, ...await search(engine, request)};
		}

		case 'text': {
			return {type: 'text', id: request.id, text: await readText(engine, request)};
		}

		case 'end': {
			return {type: 'ended', id: request.id, left: await session.end(request.grace)};
		}

		case 'record': {
			await session.record(request);
			return {type: 'recording', id: request.id, on: request.on};
		}

		case 'freeze': {
			session.freeze(request);
			return {type: 'frozen', id: request.id};
		}
	}
}

import {Buffer} from 'node:buffer';
import {safeLine} from '../base/safe-text.js';
import type {Output} from './transcript.js';

export type AgentState = {state: 'working' | 'blocked' | 'done' | 'error'; kind?: 'question'; message?: string};

// The protocol allows a report 4,096 bytes; a line of news is far below it.
const messageLimit = 200;

/** Says what state the agent is in to the terminal that it runs in (OSC 7501, the Program Status Protocol). */
export function reportStatus(output: Output, {state, kind, message}: AgentState): void {
	if (output.isTTY !== true) {
		return;
	}

	const fields = [
		`state=${state}`,
		'app=millwright',
		...(kind === undefined ? [] : [`kind=${kind}`]),
		...(message === undefined ? [] : [`msg=${Buffer.from(safeLine(message, messageLimit)).toString('base64')}`]),
	];
	output.write(`\u{1B}]7501;${fields.join(':')}\u{1B}\\`);
}

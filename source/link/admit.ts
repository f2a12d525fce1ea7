import {createHash, timingSafeEqual} from 'node:crypto';
import process from 'node:process';
import {safeLine} from '../base/safe-text.js';
import {readHello, type Hello, type Refusal, type Welcome} from '../protocol/hello.js';
import type {FramedConnection} from './connection.js';
import {readFirst} from './hello.js';

/** What the side that is connected to demands. */
export type Admission = {
	/** Its versions of the protocol, the current one first. */
	protocols: readonly number[];
	version: string;
	token: string;
	/** What it is, for the sentence of a mismatch: "daemon", "holder". */
	name: string;
	/** What the person should do about another version. */
	cure: string;
	/** The rehearsal script it was started with. */
	rehearsal?: string | undefined;
	/** Roles that are let in with any protocol version, for requests that have never changed. */
	anyVersion?: readonly string[];
};

/** The side that is connected to. Undefined when it was refused or closed; the connection needs no care then. */
export async function admit(connection: FramedConnection, admission: Admission): Promise<Hello | undefined> {
	let first: unknown;
	try {
		first = await readFirst(connection);
	} catch (error) {
		connection.destroy(error as Error);
		return undefined;
	}

	const hello = readHello(first);
	const refusal = hello
		? refuse(hello, admission)
		: {code: 'bad-hello', message: `The first message to the ${admission.name} was no hello.`, hint: 'Only millwright itself speaks on this socket.'};
	if (refusal !== undefined) {
		connection.send({type: 'refused', ...refusal} satisfies Refusal);
		connection.close();
		return undefined;
	}

	connection.trust();
	connection.send({type: 'welcome', protocol: admission.protocols[0]!, version: admission.version, pid: process.pid} satisfies Welcome);
	return hello;
}

/** The token first: a stranger learns nothing about us. */
function refuse(hello: Hello, admission: Admission): Omit<Refusal, 'type'> | undefined {
	if (!isSameSecret(hello.token, admission.token)) {
		return {code: 'wrong-token', message: `The ${admission.name} did not accept the token that was shown.`, hint: 'Check that XDG_RUNTIME_DIR and XDG_STATE_HOME are what they were when it was started.'};
	}

	if (admission.anyVersion?.includes(hello.role)) {
		return undefined;
	}

	if (!admission.protocols.includes(hello.protocol)) {
		return {
			code: 'other-version',
			message: `This millwright speaks protocol ${hello.protocol} (${safeLine(hello.version, 40)}) and the ${admission.name} that runs speaks ${admission.protocols.join(' and ')} (${admission.version}).`,
			hint: admission.cure,
		};
	}

	return refuseRehearsal(hello, admission);
}

/** Whoever asks for a rehearsal must get that one: real models would cost money. Whoever asks for none is let in and sees on the screen that it is one. */
function refuseRehearsal(hello: Hello, {name, rehearsal}: Admission): Omit<Refusal, 'type'> | undefined {
	if (hello.rehearsal === undefined || hello.rehearsal === rehearsal) {
		return undefined;
	}

	const other = rehearsal === undefined ? 'uses real models' : `rehearses ${rehearsal}`;
	return {
		code: 'other-rehearsal',
		message: `This millwright was started to rehearse ${safeLine(hello.rehearsal)} and the ${name} that runs ${other}.`,
		hint: 'Run `millwright daemon stop` and start again, or set XDG_STATE_HOME to a folder of its own.',
	};
}

/** Compared by digest, so that neither content nor length shows in the time it takes. */
function isSameSecret(given: string, expected: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(expected));
}

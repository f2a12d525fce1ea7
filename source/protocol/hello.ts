/** The first message on every connection, to the daemon and to a holder. Nothing else is read before it was accepted. */
export type Hello = {
	type: 'hello';
	/** `controlProtocol` or `holderProtocol` of the side that connects. */
	protocol: number;
	/** The package version, for the sentence that a mismatch is told with. */
	version: string;
	/** 256 bits in hexadecimal, from the token file in the runtime folder. */
	token: string;
	/** Who connects: `client`, `command`, `daemon`, `agent`, `herald`. */
	role: string;
	/** The absolute path of the rehearsal script that the other side was started with, if any. */
	rehearsal?: string;
};

const isText = (value: unknown, limit: number): boolean => typeof value === 'string' && value.length <= limit;

/** The message as a hello; undefined when it is none. Checked by hand: a schema library would cost every holder 9 MB. */
export function readHello(message: unknown): Hello | undefined {
	const given = (message ?? {}) as Record<keyof Hello, unknown>;
	const isHello = given.type === 'hello'
		&& Number.isSafeInteger(given.protocol)
		&& isText(given.version, 64)
		&& isText(given.token, 128)
		&& isText(given.role, 32)
		&& (given.rehearsal === undefined || isText(given.rehearsal, 4096));
	return isHello ? given as Hello : undefined;
}

export type Welcome = {type: 'welcome'; protocol: number; version: string; pid: number};

/** `message` is one sentence and `hint` its cure: both are shown as they are. */
export type Refusal = {type: 'refused'; code: string; message: string; hint: string};

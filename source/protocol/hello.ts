import {z} from 'zod';

/** The first message on every connection, to the daemon and to a holder. Nothing else is read before it was accepted. */
export const hello = z.object({
	type: z.literal('hello'),
	/** `controlProtocol` or `holderProtocol` of the side that connects. */
	protocol: z.number().int(),
	/** The package version, for the sentence that a mismatch is told with. */
	version: z.string().max(64),
	/** 256 bits in hexadecimal, from the token file in the runtime folder. */
	token: z.string().max(128),
	/** Who connects: `client`, `command`, `daemon`, `agent`. */
	role: z.string().max(32),
	/** The absolute path of the rehearsal script that the other side was started with, if any. */
	rehearsal: z.string().max(4096).optional(),
});
export type Hello = z.infer<typeof hello>;

export type Welcome = {type: 'welcome'; protocol: number; version: string; pid: number};

/** `message` is one sentence and `hint` its cure: both are shown as they are. */
export type Refusal = {type: 'refused'; code: string; message: string; hint: string};

import type {StageName} from '../../protocol/task.js';
import type {ProviderWire} from '../models/provider.js';

/** What a call is counted under. */
export type CallSubject = {
	session: string;
	project: string;
	task?: string;
	run?: string;
	generation?: number;
	attempt?: number;
	role: string;
	stage?: StageName;
};

/** The leave of one session to call one provider. Kept in the session's record, so that the next daemon can restore it. */
export type Grant = CallSubject & {
	/** 256 bits in hexadecimal: worthless off this machine and after the session. */
	token: string;
	/** The provider's name; its key is attached by the gateway. */
	provider: string;
};

export type GrantRequest = Omit<Grant, 'token'>;

/** The part of a gateway's path that says which API is spoken; one door for both OpenAI wires. */
export type Door = 'anthropic' | 'openai' | 'gemini';

export const doorOf = (wire: ProviderWire): Door => (wire === 'anthropic' || wire === 'gemini' ? wire : 'openai');

/** Something happened to a call of a session: for live meters and for "a request is in flight". */
export type CallEvent =
	| {type: 'start'; id: string; grant: Grant; model: string; at: number}
	| {type: 'end'; id: string; grant: Grant; model: string; at: number; nanoDollars: number; estimated: boolean; end: CallEnd}
	| {type: 'refused'; id: string; grant: Grant; model: string; at: number; sentence: string};

/**
How a call ended: with its usage (`final`), because the agent went away (`aborted`), because the provider did (`cut`), with the
provider's own error (`failed`: it costs nothing), or with a crash of the daemon (`lost`: the reservation counts as spent).
*/
export type CallEnd = 'final' | 'aborted' | 'cut' | 'failed' | 'lost';

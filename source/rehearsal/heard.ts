import type {IncomingHttpHeaders} from 'node:http';

/** The APIs that the rehearsal speaks: those of the built-in agent, and Gemini's for its CLI. */
export type SpokenWire = 'anthropic' | 'openai-responses' | 'openai-chat' | 'gemini';

/** Who asks, as the gateway says in its headers; what it does not say is absent. */
export type Origin = {
	project?: string;
	task?: string;
	run?: string;
	generation?: number;
	attempt?: number;
	role?: string;
	stage?: string;
	session?: string;
};

export type OfferedTool = {
	name: string;
	/** A custom tool takes free text, not JSON. */
	kind: 'function' | 'custom';
	/** The JSON Schema properties of its arguments. */
	properties: Record<string, {type?: unknown}>;
	required: string[];
};

/** One request for an answer, the same whatever API it came by. */
export type Heard = {
	wire: SpokenWire;
	model: string;
	stream: boolean;
	/** Chat Completions only tell their usage when asked. */
	usageAsked: boolean;
	system: string;
	/** The text of the newest user message that has any; tool results are none. */
	lastUser: string;
	/** Assistant turns so far: a text with its tool calls is one. */
	step: number;
	tools: OfferedTool[];
	origin: Origin;
	/** Characters of the request, for the computed usage. */
	size: number;
};

/** What a wire reads out of a body; the server adds the rest. */
export type Read = Omit<Heard, 'origin' | 'size' | 'wire'>;

/** An open JSON value as it came: every field may be missing or of another type. */
export type Loose = Record<string, unknown>;

export function readOrigin(headers: IncomingHttpHeaders): Origin {
	const text = (name: string): string | undefined => {
		const value = headers[`x-millwright-${name}`];
		const one = Array.isArray(value) ? value[0] : value;
		return one === undefined || one === '' ? undefined : one;
	};

	const whole = (name: string): number | undefined => {
		const value = Number(text(name) ?? NaN);
		return Number.isSafeInteger(value) ? value : undefined;
	};

	const texts = {project: text('project'), task: text('task'), run: text('run'), role: text('role'), stage: text('stage'), session: text('session')};
	const all = {...texts, generation: whole('generation'), attempt: whole('attempt')};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

export const list = (value: unknown): Loose[] => Array.isArray(value) ? value.filter((item): item is Loose => typeof item === 'object' && item !== null) : [];

/** The text of a content that is a string or a list of parts with `text`. */
export function textOf(content: unknown): string {
	if (typeof content === 'string') {
		return content;
	}

	return list(content).map(part => typeof part['text'] === 'string' ? part['text'] : '').filter(text => text !== '').join('\n');
}

export const modelOf = (body: Loose): string => typeof body['model'] === 'string' ? body['model'] : '';

/** Runs of consecutive assistant entries: one turn each. */
export function countTurns(assistants: readonly boolean[]): number {
	return assistants.filter((value, index) => value && assistants[index - 1] !== true).length;
}

export function functionTool(name: unknown, schema: unknown): OfferedTool[] {
	if (typeof name !== 'string') {
		return [];
	}

	const {properties, required} = (typeof schema === 'object' && schema !== null ? schema : {}) as {properties?: OfferedTool['properties']; required?: string[]};
	return [{name, kind: 'function', properties: properties ?? {}, required: required ?? []}];
}

import {z} from 'zod';
import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import type {Adapter} from './adapter.js';
import {placeholders, unknownPlaceholders} from './placeholders.js';

const text = z.string().refine(value => unknownPlaceholders(value).length === 0, {
	error: issue => `expected only the placeholders ${placeholders.map(name => `{${name}}`).join(' ')}, got {${unknownPlaceholders(String(issue.input)).join('}, {')}}`,
});

const mode = z.strictObject({
	arguments: z.array(text),
	promptVia: z.enum(['argument', 'type', 'stdin']).default('argument'),
	ends: z.enum(['exit', 'osc7501-done', 'quiet']).default('exit'),
	/** Seconds. */
	quiet: z.number().positive().optional(),
}).refine(value => value.promptVia !== 'argument' || value.arguments.join('\n').includes('{prompt}'), {error: 'expected an argument with {prompt}, or promptVia: type or stdin', path: ['arguments']})
	.refine(value => value.ends !== 'quiet' || value.quiet !== undefined, {error: 'expected the seconds of stillness, as it ends by quiet', path: ['quiet']});

// A file name that leaves the session's folder would write into the person's own.
const fileName = z.string().refine(name => name !== '' && !name.startsWith('/') && !name.split('/').includes('..'), {error: 'expected a path below {home}'});

const declaration = z.strictObject({
	command: z.string().min(1),
	versionArguments: z.array(z.string()),
	wires: z.array(z.enum(['anthropic', 'openai-responses', 'openai-chat', 'gemini'])),
	interactive: mode,
	headless: mode,
	environment: z.record(z.string().regex(/^[A-Z_a-z]\w*$/v, 'the name of a variable'), text),
	files: z.record(fileName, text),
	home: z.enum(['session', 'person']),
	success: z.array(z.number().int().min(0).max(255)),
}).partial();

export type AdapterDeclaration = {
	/** The name under `agents:`. */
	id: string;
	/** What stands there. */
	declared: unknown;
	/** The shipped declaration of the same name, of which it changes parts. */
	shipped?: Adapter;
};

/** Checks a declaration of the person's. Throws MillwrightError `bad-adapter` with the key, what was expected and what was got. */
export function readAdapter({id, declared, shipped}: AdapterDeclaration): Adapter {
	const parsed = declaration.safeParse(declared);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw badAdapter([id, ...(issue?.path ?? [])].join('.'), sayIssue(issue));
	}

	const own = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined)) as Partial<Adapter>;
	const base: Omit<Adapter, 'command'> & {command?: string} = shipped ?? {id, versionArguments: ['--version'], wires: [], environment: {}, files: {}, home: 'person', success: [0]};
	const adapter = {...base, ...own, environment: {...base.environment, ...own.environment}, files: {...base.files, ...own.files}};
	if (adapter.command === undefined) {
		throw badAdapter(`${id}.command`, 'expected the program to run, got nothing');
	}

	if (adapter.interactive === undefined && adapter.headless === undefined) {
		throw badAdapter(id, 'expected interactive, headless or both, got neither');
	}

	return {...adapter, command: adapter.command};
}

function sayIssue(issue: z.core.$ZodIssue | undefined): string {
	// What is wrong with a key stands one level deeper.
	const [inner] = issue?.code === 'invalid_key' ? issue.issues : [];
	return inner?.message ?? issue?.message ?? 'expected a declaration';
}

const badAdapter = (key: string, expected: string): MillwrightError =>
	new MillwrightError('bad-adapter', `In config.yaml, agents.${safeLine(key)}: ${safeLine(expected)}.`, {hint: 'Mend that key (docs/agents.md shows a whole declaration), then `millwright daemon stop`: the next command reads it; sessions stay.'});

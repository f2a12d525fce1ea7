import {z} from 'zod';
import {wire} from '../protocol/exchange.js';

// What is expected, in the words of a complaint.
const sizes = 'latest, largest, smallest, or columns and rows such as 120x40';

/** Where a key is read from, at the moment it is needed; a key itself never stands in the configuration. */
const keySource = z.union([
	z.strictObject({env: z.string().min(1).meta({description: 'The name of an environment variable of the daemon.'})}),
	z.strictObject({file: z.string().min(1).meta({description: 'The path of a file that holds the key alone.'})}),
	z.strictObject({command: z.array(z.string()).min(1).meta({description: 'A program and its arguments that prints the key.'})}),
]);
export type KeySource = z.infer<typeof keySource>;

const provider = z.strictObject({
	wire: wire.meta({description: 'Which API it speaks.'}),
	baseUrl: z.url().meta({description: 'Its address, without the path of a call.'}),
	keyFrom: keySource.optional().meta({description: 'Left out for a local endpoint that wants none.'}),
	models: z.array(z.string().min(1)).default([]).meta({description: 'The models it is used for; the first is its default.'}),
});
export type ProviderConfig = z.infer<typeof provider>;

const role = z.strictObject({
	agent: z.string().min(1).optional().meta({description: 'The adapter: builtin, claude, codex …'}),
	provider: z.string().min(1).optional(),
	model: z.string().min(1).optional(),
});
export type RoleConfig = z.infer<typeof role>;

/** config.yaml. Unknown keys are refused: a key that is misspelt would otherwise silently do nothing. */
export const configSchema = z.strictObject({
	providers: z.record(z.string(), provider).default({}).meta({description: 'Model providers by name.'}),
	agents: z.record(z.string(), z.record(z.string(), z.unknown())).default({}).meta({description: 'Adapters by name: additions, or overrides of the shipped ones.'}),
	roles: z.record(z.string(), role).default({}).meta({description: 'What fills a role, over all projects.'}),
	budgets: z.strictObject({
		day: z.number().positive().nullable().default(null).meta({description: 'Dollars a day for each project that has no budget of its own.'}),
	}).prefault({}),
	slots: z.strictObject({
		overall: z.number().int().min(1).max(500).default(8).meta({description: 'Parallel sessions over all projects.'}),
		project: z.number().int().min(1).max(500).default(6).meta({description: 'Parallel sessions of one project.'}),
	}).prefault({}),
	keys: z.object({
		prefix: z.string().min(1).default('ctrl-]').meta({description: 'The one key that session mode keeps for Millwright.'}),
	}).catchall(z.union([z.string().min(1), z.array(z.string().min(1))])).prefault({}).meta({description: 'Keys by the name of their action: one, or a list of them. An empty list takes them away.'}),
	theme: z.enum(['auto', 'dark', 'light', 'high-contrast']).default('auto'),
	mouse: z.literal(['auto', true, false]).default('auto').meta({description: 'Whether the floor has the mouse. auto: yes, but inside GNU screen not until it is switched on.'}),
	historyLines: z.number().int().min(0).max(1_000_000).default(10_000).meta({description: 'Lines of history of a session; 0 keeps none.'}),
	record: z.boolean().default(false).meta({description: 'Whether every session is recorded, to be replayed: about as many bytes as it prints.'}),
	sessionSize: z.union([z.enum(['latest', 'largest', 'smallest']), z.string().regex(/^[1-9]\d{1,2}x[1-9]\d{0,2}$/v, sizes)], sizes).default('latest').meta({
		description: 'Whose size a session has while several clients show it: of the one whose person acted last, of the largest, of the smallest, or always the same, such as 120x40.',
	}),
	ambiguousWidth: z.literal([1, 2]).default(1).meta({description: 'Cells of the characters that old East Asian fonts draw in two: what your terminal is set to. Sessions that are started afterwards have it.'}),
	clipboard: z.enum(['ask', 'allow', 'deny']).default('ask').meta({description: 'Whether a program in a session may put text on your clipboard: you are asked, always, or never. None can read it.'}),
	notifications: z.enum(['line', 'bell', 'desktop', 'off']).default('line').meta({
		description: 'What becomes of a notification of a program in a session that is shown: a line at the bottom; the terminal rings too; or, while the terminal is not in front, it is handed on to the desktop too.',
	}),
	layouts: z.strictObject({
		first: z.string().min(1).default('floor').meta({description: 'The layout that the floor opens with.'}),
		order: z.array(z.string().min(1)).min(1).default(['floor', 'focus', 'grid', 'narrow', 'review']).meta({description: 'The layouts that the layout key goes through.'}),
	}).prefault({}),
	keep: z.strictObject({
		days: z.number().min(0).max(36_500).default(30).meta({description: 'Days that the history of a session and the logs of a run are kept once its task is merged or cancelled.'}),
		trash: z.enum(['always', 'days']).default('always').meta({description: 'Whether discarded work under refs/millwright/trash is kept for ever, or as many days and then deleted.'}),
	}).prefault({}),
	lessons: z.enum(['auto', 'ask']).default('auto').meta({description: 'Whether a lesson becomes a rule by itself or waits for the person.'}),
});
export type Config = z.infer<typeof configSchema>;

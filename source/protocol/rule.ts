import {z} from 'zod';

/** An instruction in memory. Kept as `rules/<id>.md` on the inputs branch: YAML front matter and the text. */
export const rule = z.object({
	id: z.string().regex(/^[0-9a-z][\-0-9a-z]{0,48}$/v),
	title: z.string().min(1).max(120),
	text: z.string().min(1),
	state: z.enum(['proposed', 'in force', 'retired']).default('in force'),
	/** Where it came from. `by` is `person` or `lesson`. */
	from: z.object({by: z.enum(['person', 'lesson']), task: z.string().optional(), run: z.string().optional(), finding: z.string().optional()}),
	/** ISO date. */
	since: z.string(),
});
export type Rule = z.infer<typeof rule>;

export type RuleView = Rule & {
	project: string;
	/** What it has done since: plans that were made to follow it, plans sent back for lack of it, findings that name it. */
	counts: {demanded: number; caught: number; broken: number};
};

/** One change of the inputs branch, newest first in a listing. */
export type InputsChange = {
	commit: string;
	/** Unix milliseconds. */
	at: number;
	cause: string;
	files: string[];
};

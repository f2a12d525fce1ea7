import {z} from 'zod';
import {gateSpec} from '../source/protocol/project.js';
import {defineDocument} from './document.js';

const project = z.looseObject({
	id: z.string(),
	name: z.string(),
	/** The user's checkout, absolute. */
	path: z.string(),
	/** The repository's common git directory, absolute. */
	gitDir: z.string(),
	/** The base branch, short name. */
	base: z.string(),
	gates: z.array(gateSpec),
	paused: z.boolean().default(false),
	/** Dollars a day. */
	budget: z.number().positive().nullable().default(null),
	/** Parallel sessions; the configuration's number when null. */
	slots: z.number().int().positive().nullable().default(null),
	/** Unix milliseconds. */
	createdAt: z.number(),
	/** The script, when the project was made in a rehearsal. */
	rehearsal: z.string().optional(),
});
export type Project = z.infer<typeof project>;

export const projectDocument = defineDocument<Project>({name: 'project', version: 1, schema: project, migrations: {}});

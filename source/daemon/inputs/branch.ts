import type {Place, Repository} from '../git/types.js';

/** The branch that carries what the factory is told: never merged into anything. */
export const inputsBranch = 'millwright/inputs';

/** The inputs of a project: a worktree of its own, outside the user's checkout. */
export type Inputs = {
	repo: Repository;
	/** The folder that the person may edit in. */
	path: string;
	place: Place;
};

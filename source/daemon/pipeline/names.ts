/** Where the plan of a task stands on the inputs branch. */
export const planFile = (task: string): string => `plans/${task}-plan.md`;

/** The number that a run's branches and folders carry. */
export const runNumber = (run: string): string => run.slice(run.lastIndexOf('.') + 1);

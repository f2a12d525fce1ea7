/** Tokens as they are billed, each counted once. Reasoning is part of output. */
export type Usage = {
	input: number;
	cacheRead: number;
	cacheWrite: number;
	output: number;
};

export type SpendRow = {
	/** The name of what the row is about: a session, task, project, model or day (YYYY-MM-DD, local). */
	key: string;
	calls: number;
	usage: Usage;
	/** Dollars. */
	cost: number;
	/** Whether a part of it was estimated: a stream that was cut, or a model that the table does not know. */
	estimated: boolean;
};

export type SpendView = {
	/** Dollars since local midnight, over all projects. */
	today: number;
	/** The sum of the projects' daily budgets, when any has one. */
	limit?: number;
	/** Dollars of the last eight days, oldest first, today last. */
	days: number[];
	byProject: SpendRow[];
	byTask: SpendRow[];
	byModel: SpendRow[];
	/** The date of the price table. */
	pricesOf: string;
	/** Models that were called and that the table does not know: priced at the unknown tier, never at nothing. */
	unpriced: string[];
};

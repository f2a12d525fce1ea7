export type InboxKind = 'question' | 'approval' | 'budget' | 'conflict' | 'failure' | 'permission' | 'checkout' | 'damage' | 'leftover';

/** Something that waits for the person. The inbox is ordered most urgent first: the first item is the inbox line. */
export type InboxItem = {
	id: string;
	kind: InboxKind;
	project: string;
	task?: string;
	session?: string;
	run?: string;
	/** One sentence that says who needs the person and why: "csv-import asks: which delimiter do the exports use?" */
	title: string;
	detail: string;
	/** Of a question. */
	recommended?: string;
	choices: string[];
	/** Unix milliseconds. */
	since: number;
	/** What can be done from here: the actions that make sense. */
	actions: Array<'answer' | 'approve' | 'reject' | 'raise' | 'resume' | 'retry' | 'cancel' | 'dismiss' | 'open'>;
};

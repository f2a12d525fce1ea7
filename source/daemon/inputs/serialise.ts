const tails = new Map<string, Promise<unknown>>();

/** Run pieces of work that share a name one after another; one that fails does not stop the next. */
export async function serialise<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
	const before = tails.get(name) ?? Promise.resolve();
	const result = (async () => {
		try {
			await before;
		} catch {
			// Its own caller was told.
		}

		return work();
	})();
	tails.set(name, result);
	try {
		return await result;
	} finally {
		if (tails.get(name) === result) {
			tails.delete(name);
		}
	}
}

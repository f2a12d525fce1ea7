/** Runs `work` on each item, `width` at a time; results in the order of the items. The first failure rejects, and nothing new is begun. */
export async function inParallel<Item, Result>(items: readonly Item[], width: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
	const results: Result[] = [];
	const entries = items.entries();
	const lane = async () => {
		for (const [index, item] of entries) {
			results[index] = await work(item);
		}
	};

	await Promise.all(Array.from({length: Math.min(width, items.length)}, lane));
	return results;
}

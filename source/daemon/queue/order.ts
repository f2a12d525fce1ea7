/** What the order of the queue depends on. */
export type Queued = {
	id: string;
	project: string;
	priority: number;
	/** Its place among those of the same priority. */
	order: number;
	dependsOn: readonly string[];
};

/** Priority 1 before 5; then the place that the person gave it. */
export const inOrder = <Task extends Queued>(tasks: readonly Task[]): Task[] =>
	tasks.toSorted((a, b) => a.priority - b.priority || a.order - b.order || a.id.localeCompare(b.id));

/** Those of its dependencies that are not merged. One that is unknown counts as not merged. */
export const waitsFor = (task: Queued, isMerged: (id: string) => boolean): string[] => task.dependsOn.filter(id => !isMerged(id));

/**
The tasks of a circle that would arise if `id` depended on `dependsOn`, in the order in which they wait for each other,
`id` first and last; undefined when there is none.
*/
export function cycleThrough(id: string, dependsOn: readonly string[], dependenciesOf: (task: string) => readonly string[]): string[] | undefined {
	const visited = new Set<string>();
	const search = (path: readonly string[]): string[] | undefined => {
		const last = path.at(-1)!;
		if (last === id) {
			return [id, ...path];
		}

		if (visited.has(last)) {
			return undefined;
		}

		visited.add(last);
		return dependenciesOf(last).map(next => search([...path, next])).find(found => found !== undefined);
	};

	return dependsOn.map(first => search([first])).find(found => found !== undefined);
}

import type {Grid} from './grid.js';
import type {StyleTable} from './style.js';

/** Frees the styles that none of the grids uses. `given` must be all grids that share the table: the cells of others would change their looks. */
export function collectStyles(table: StyleTable, given: readonly Grid[]): void {
	// What is given twice is renumbered once.
	const grids = new Set(given);
	const used = new Uint8Array(table.size);
	for (const {styleIds} of grids) {
		for (const id of styleIds) {
			used[id] = 1;
		}
	}

	const moved = table.keepMarked(used);
	for (const {styleIds} of grids) {
		for (let index = 0; index < styleIds.length; index++) {
			styleIds[index] = moved[styleIds[index]!]!;
		}
	}
}

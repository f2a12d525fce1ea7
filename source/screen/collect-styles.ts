import type {Grid} from './grid.js';
import type {StyleTable} from './style.js';

/** Frees the styles that none of the grids uses. `grids` must be all that share the table: the cells of others would change their looks. */
export function collectStyles(table: StyleTable, grids: readonly Grid[]): void {
	const used = new Set<number>();
	for (const grid of grids) {
		for (const id of grid.styleIds) {
			used.add(id);
		}
	}

	const moved = table.keep(used);
	for (const {styleIds} of grids) {
		for (const [index, id] of styleIds.entries()) {
			styleIds[index] = moved.get(id) ?? 0;
		}
	}
}

import {setImmediate} from 'node:timers/promises';
import type {Paths} from '../../base/paths.js';
import {decodeScreenUpdate, encodeScreenUpdate} from '../../protocol/screen-update.js';
import type {FloorView} from '../../protocol/floor.js';
import {Grid, type Area} from '../../screen/grid.js';
import {paletteColor, StyleTable} from '../../screen/style.js';
import {firstPicture} from './first-picture.js';
import {wholeScreen} from './in-terminal.js';

// As long as it gets quicker: what was never made before takes three times as long.
const pictures = 30;
const size = {cols: 200, rows: 50};
const words = 'what an agent says while nobody is there to read it ';

/**
Makes pictures that nobody sees, of a floor like the one that there is, with other words in its sessions, so that all of it is compiled before anybody
waits for one. One a turn, so that who does wait does not wait for these. Returns how many came of it.
*/
export async function practise(floor: FloorView, paths: Paths): Promise<number> {
	const [project] = floor.projects;
	if (project === undefined) {
		return 0;
	}

	const request = {size, cwd: project.path, config: paths.config, environment: {TERM: 'xterm-256color'}};
	const source = {paths, floor: async () => floor, screen: async (_socket: string, place: Area) => played(place)};
	let made = 0;
	for (let count = 0; count < pictures; count++) {
		await setImmediate();
		made += await firstPicture(request, source) === undefined ? 0 : 1;
	}

	return made;
}

/** A screen as a holder sends it. */
function played({width: cols, height: rows}: Area) {
	const styles = new StyleTable();
	const grid = new Grid({cols, rows}, styles);
	const coloured = styles.intern({foreground: paletteColor(2)});
	for (let y = 0; y < rows; y++) {
		const start = grid.put({x: 0, y}, `${y} `, {style: coloured});
		grid.put({x: start, y}, words.repeat(Math.ceil(cols / words.length)));
	}

	return decodeScreenUpdate(encodeScreenUpdate(wholeScreen(grid)));
}

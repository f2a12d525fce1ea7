import type {Paths} from '../../base/paths.js';
import {projectOfCheckout} from '../../link/project-here.js';
import type {PictureRequest} from '../../protocol/first-picture.js';
import type {FloorView} from '../../protocol/floor.js';
import type {ScreenUpdate} from '../../protocol/screen-update.js';
import {ambiguousWidth} from '../../screen/ambiguous.js';
import type {Area} from '../../screen/grid.js';
import {StyleTable} from '../../screen/style.js';
import {PlainChrome} from '../chrome/plain-chrome.js';
import {loadFirstModel} from '../first-model.js';
import {arrange} from '../floor/arrange.js';
import {drawScreen, inTerminal, type Drawn} from './in-terminal.js';

export type Source = {
	paths: Paths;
	floor: () => Promise<FloorView>;
	/** The whole screen of the session behind a socket, which is to stand in that place; undefined when there is none. */
	screen: (socket: string, place: Area) => Promise<ScreenUpdate | undefined>;
};

export type FirstPicture = Drawn & {
	/** Sockets of the sessions in it. */
	sockets: string[];
};

/**
The floor as it opens for somebody, chrome and all. Undefined where what it shows is not what their client would: no floor opens in that folder, a
session has another size than its place or has ended, the terminal is too small or no terminal, ambiguous characters have another width since this process began.
*/
export async function firstPicture({size, cwd, config, environment}: PictureRequest, source: Source): Promise<FirstPicture | undefined> {
	const floor = await source.floor();
	if (environment['TERM'] === 'dumb' || projectOfCheckout(floor.projects, cwd) === undefined) {
		return undefined;
	}

	const model = await loadFirstModel({paths: {...source.paths, config}, environment, floor: Promise.resolve(floor), size});
	if (!isUsualWidth()) {
		return undefined;
	}

	const {tooSmall, panes} = arrange(model);
	const places = panes.map(({session, rect: area}) => ({area, socket: floor.sessions.find(({id}) => id === session)?.socket}));
	if (tooSmall || places.some(({socket}) => socket === undefined)) {
		return undefined;
	}

	const asked = places.map(async ({socket, area}) => source.screen(socket!, area));
	const styles = new StyleTable();
	const chrome = new PlainChrome(size, styles);
	chrome.draw(model);
	const screens = await Promise.all(asked);
	for (const [index, screen] of screens.entries()) {
		const {area} = places[index]!;
		if (screen?.size.cols !== area.width || screen.size.rows !== area.height) {
			return undefined;
		}

		drawScreen(chrome.grid, area, screen);
	}

	return {...inTerminal(chrome.grid, {environment, mouse: model.ui.mouse}), sockets: places.map(({socket}) => socket!)};
}

let usualWidth: 1 | 2 | undefined;

/** How wide parts of text are is remembered for as long as this process lives. */
function isUsualWidth(): boolean {
	usualWidth ??= ambiguousWidth();
	return usualWidth === ambiguousWidth();
}

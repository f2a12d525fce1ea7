import type {Paths} from '../base/paths.js';
import {loadConfig} from '../config/load.js';
import type {FloorView} from '../protocol/floor.js';
import {setAmbiguousWidth} from '../screen/ambiguous.js';
import {sentence} from './effects/runner.js';
import {loadLayouts} from './floor/load-layouts.js';
import type {ClientModel} from './floor/model.js';
import {openedWords} from './floor/opened.js';
import {reduce} from './floor/reduce.js';
import {startModel} from './floor/start.js';
import {ownSettings} from './own-settings.js';

export type FirstModelOptions = {
	paths: Paths;
	environment: Readonly<Record<string, string | undefined>>;
	/** On its way: everything else is loaded meanwhile. */
	floor: Promise<FloorView>;
	size: {cols: number; rows: number};
	layout?: string;
	show?: string;
};

/** The floor as it opens: with the person's keys, theme and layouts, and what they asked to see in front. */
export async function loadFirstModel(options: FirstModelOptions): Promise<ClientModel> {
	const {paths, environment, size, layout, show} = options;
	const reading = Promise.all([loadConfig(paths), loadLayouts(paths.config)]);
	// What keeps the daemon from being reached is told before what is wrong with a file; that is told below.
	reading.catch(() => {});
	const floor = await options.floor;
	const [config, loaded] = await reading;
	setAmbiguousWidth(config.ambiguousWidth);
	const {errors} = loaded;
	const model = startModel({floor, size, now: Date.now(), ...await ownSettings({paths, environment, config, layouts: loaded.layouts, layout})});
	const shown = show === undefined ? model : inFront(model, show);
	return errors[0] === undefined ? shown : reduce(shown, {type: 'said', level: 'bad', text: sentence(errors[0])});
}

/** A session by its id, or the newest live one of a task, zoomed. */
function inFront(model: ClientModel, show: string): ClientModel {
	const {sessions} = model.floor;
	const session = sessions.find(({id}) => id === show) ?? sessions.findLast(({task, endedAt}) => task === show && endedAt === undefined) ?? sessions.findLast(({task}) => task === show);
	if (session === undefined) {
		return reduce(model, {type: 'said', level: 'warn', text: `No session of ${show} runs.`});
	}

	// What the layout has no room for is zoomed by that alone.
	const focused = reduce(model, {type: 'focus', pane: session.id});
	const alone = focused.ui.zoomed ? focused : reduce(focused, {type: 'zoom'});
	return session.waits === undefined ? alone : reduce(alone, {type: 'said', ...openedWords(session, {isFocused: true})});
}

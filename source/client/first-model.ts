import type {Paths} from '../base/paths.js';
import {loadConfig} from '../config/load.js';
import {Misfit, toldInFile} from '../config/misfit.js';
import type {Config} from '../config/schema.js';
import type {Layout} from '../geometry/layout.js';
import type {FloorView} from '../protocol/floor.js';
import {sentence} from './effects/runner.js';
import {keyMap} from './bindings/key-map.js';
import {configuredLayout, findLayout, layoutOrder, loadLayouts} from './floor/load-layouts.js';
import type {ClientModel} from './floor/model.js';
import {reduce} from './floor/reduce.js';
import {startModel, type Start} from './floor/start.js';
import {chooseTheme} from './theme/themes.js';

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
	const {errors} = loaded;
	const model = startModel({floor, size, now: Date.now(), ...await ownSettings({paths, environment, config, layouts: loaded.layouts, layout})});
	const shown = show === undefined ? model : inFront(model, show);
	return errors[0] === undefined ? shown : reduce(shown, {type: 'said', level: 'bad', text: sentence(errors[0])});
}

type Settings = Pick<FirstModelOptions, 'paths' | 'environment' | 'layout'> & {config: Config; layouts: Layout[]};

/** What the configuration says of the floor. What means nothing in it is told with its line. */
async function ownSettings({paths, environment, config, layouts, layout}: Settings): Promise<Omit<Start, 'floor' | 'size' | 'now'>> {
	try {
		return {
			layouts,
			order: layoutOrder(layouts, config.layouts.order),
			keys: keyMap(config.keys),
			layout: layout === undefined ? configuredLayout(layouts, ['layouts', 'first'], config.layouts.first).name : findLayout(layouts, layout).name,
			themeName: chooseTheme(environment, config.theme),
			mouse: config.mouse ? 'on' : 'off',
		};
	} catch (error) {
		throw error instanceof Misfit ? await toldInFile(error, paths) : error;
	}
}

/** A session by its id, or the newest live one of a task, zoomed. */
function inFront(model: ClientModel, show: string): ClientModel {
	const {sessions} = model.floor;
	const session = sessions.find(({id}) => id === show) ?? sessions.findLast(({task, endedAt}) => task === show && endedAt === undefined) ?? sessions.findLast(({task}) => task === show);
	if (session === undefined) {
		return reduce(model, {type: 'said', level: 'warn', text: `No session of ${show} runs.`});
	}

	return reduce(reduce(model, {type: 'focus', pane: session.id}), {type: 'zoom'});
}

import type {Paths} from '../base/paths.js';
import {Misfit, toldInFile} from '../config/misfit.js';
import type {Config} from '../config/schema.js';
import type {Layout} from '../geometry/layout.js';
import {keyMap} from './bindings/key-map.js';
import {configuredLayout, findLayout, layoutOrder} from './floor/load-layouts.js';
import type {Start} from './floor/start.js';
import {capabilitiesOf} from './terminal/capabilities.js';
import {chooseTheme} from './theme/themes.js';

export type Settings = {
	paths: Paths;
	environment: Readonly<Record<string, string | undefined>>;
	config: Config;
	layouts: Layout[];
	/** Asked for on the command line, in place of the configured one. */
	layout?: string | undefined;
};

/** What the configuration says of the floor. What means nothing in it is told with its line. */
export async function ownSettings({paths, environment, config, layouts, layout}: Settings): Promise<Omit<Start, 'floor' | 'size' | 'now'>> {
	try {
		return {
			layouts,
			order: layoutOrder(layouts, config.layouts.order),
			keys: keyMap(config.keys),
			layout: layout === undefined ? configuredLayout(layouts, ['layouts', 'first'], config.layouts.first).name : findLayout(layouts, layout).name,
			themeName: chooseTheme(environment, config.theme),
			mouse: hasMouse(config.mouse, environment) ? 'on' : 'off',
			permissions: {clipboard: config.clipboard, notifications: config.notifications},
		};
	} catch (error) {
		throw error instanceof Misfit ? await toldInFile(error, paths) : error;
	}
}

/** While the mouse is on screen keeps Escape back until another key comes (4.9): there the person has it who asks for it. */
const hasMouse = (wanted: Config['mouse'], environment: Settings['environment']): boolean => wanted === 'auto' ? capabilitiesOf(environment).inside !== 'screen' : wanted;

import type {Size} from '../protocol/holder.js';
import {CellEngine} from '../screen/engine/cell-engine.js';
import type {ScreenEngine} from '../screen/engine.js';

export type EngineMaker = (options: {size: Size; historyLines: number}) => ScreenEngine;

/** The engine of a session: ours, or with `MILLWRIGHT_ENGINE=xterm` the one that it is compared with. Only that which is chosen is loaded. */
export async function chooseEngine(environment: NodeJS.ProcessEnv): Promise<EngineMaker> {
	if (environment['MILLWRIGHT_ENGINE'] !== 'xterm') {
		return options => new CellEngine(options);
	}

	const {XtermEngine} = await import('./xterm-engine.js');
	return options => new XtermEngine(options);
}

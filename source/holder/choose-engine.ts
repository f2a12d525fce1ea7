import type {Size} from '../protocol/holder.js';
import {CellEngine} from '../screen/engine/cell-engine.js';
import type {ScreenEngine} from '../screen/engine.js';

export type EngineMaker = (options: {size: Size; historyLines: number; ambiguousWidth?: 1 | 2}) => ScreenEngine;

/**
The engine of a session: ours, or with `MILLWRIGHT_ENGINE=xterm` the one that it is compared with. Only that which is chosen is loaded.

`MILLWRIGHT_TEST_CHECKSUM=1` lets the program read the screen by checksums and choose its size, as test suites of terminals do.
It is for such a suite alone: whatever runs then can see what is shown.
*/
export async function chooseEngine(environment: NodeJS.ProcessEnv): Promise<EngineMaker> {
	const isTested = environment['MILLWRIGHT_TEST_CHECKSUM'] === '1';
	if (environment['MILLWRIGHT_ENGINE'] !== 'xterm') {
		return options => new CellEngine({...options, isTested});
	}

	const {XtermEngine} = await import('./xterm-engine.js');
	return options => new XtermEngine({...options, isTested});
}

import {untilNextElapsed} from '../theme/figures.js';
import {openStages} from '../panels/task/stage.js';
import {isLive} from './current.js';
import type {ClientModel} from './model.js';

/**
Milliseconds until the screen reads differently only because time has passed; undefined when it never does. The client sets one timer for
it and gives a `tick`: an idle floor has none.
*/
export function untilNextChange({floor, now, runs, detail}: ClientModel): number | undefined {
	const moments = [
		...floor.sessions.filter(isLive).map(({since}) => since),
		...floor.inbox.map(({since}) => since),
		...openStages([...runs?.view ?? [], ...detail?.view ?? []]).map(({startedAt}) => startedAt!),
		...(floor.inbox.length === 0 ? floor.news.slice(-1).map(({at}) => at) : []),
	];
	return moments.length === 0 ? undefined : Math.max(50, Math.min(...moments.map(moment => untilNextElapsed(now - moment))));
}

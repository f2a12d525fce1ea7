import {MillwrightError} from '../../base/errors.js';
import {commandLine, processesIn} from '../../base/process/table.js';
import {safeLine} from '../../base/safe-text.js';
import type {Worktree} from './types.js';

/** A tree that somebody works in stays: a shell of the person, or what an agent left running. */
export function refuseLive({path: folder}: Worktree): void {
	const [live] = processesIn(folder);
	if (live !== undefined) {
		throw new MillwrightError('worktree-live', `The process ${live.pid} (${safeLine(commandLine(live), 60)}) works in ${folder}, so it stays.`, {hint: `End it, and remove the worktree with: git worktree remove --force ${folder}`});
	}
}

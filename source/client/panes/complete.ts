import process from 'node:process';
import type {Panes} from './panes.js';

/** Milliseconds that the first picture waits for its sessions; and where one stands already, which would be blanked where they are not there. */
export const [firstTime, standingTime] = [60, 2000] as const;

/** Resolves when all panes that are shown have what belongs in them, or cannot have it; after `limit` milliseconds at the latest. */
export async function untilComplete(panes: Panes, limit: number): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const look = () => {
		if (panes.shown.every(({session}) => panes.pane(session.id)?.isAwaited !== true)) {
			resolve();
		}
	};

	const guard = setTimeout(resolve, limit);
	const dispose = panes.changed.on(look);
	look();
	await promise;
	clearTimeout(guard);
	dispose();
}

/** Tells the program that started this one (bin/kept-code.js) that the floor stands: what it has called by now others will call too. */
export function tellComplete(): void {
	(process as NodeJS.EventEmitter).emit('millwright:floor');
}

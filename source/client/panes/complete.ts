import process from 'node:process';
import type {Emitter} from '../../base/emitter.js';
import type {InputEvent} from '../input/event.js';
import type {Panes} from './panes.js';

/** Milliseconds that the first picture waits for its sessions; and where one stands already, which would be blanked where they are not there. */
export const [firstTime, standingTime] = [60, 2000] as const;

/**
Resolves when all panes that are shown have what belongs in them, or cannot have it; after `limit` milliseconds at the latest, and as soon as the
first picture has had its time where the person presses something: the answer to that is worth more than a pane that is not there yet.
*/
export async function untilComplete(panes: Panes, limit: number, input: Emitter<InputEvent>): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const begun = performance.now();
	const look = () => {
		if (panes.shown.every(({session}) => panes.pane(session.id)?.isAwaited !== true)) {
			resolve();
		}
	};

	const guards = [setTimeout(resolve, limit)];
	const disposers = [panes.changed.on(look), input.on(event => {
		if (event.type !== 'reply' && event.type !== 'focus') {
			guards.push(setTimeout(resolve, Math.max(0, firstTime + begun - performance.now())));
		}
	})];
	look();
	await promise;
	for (const guard of guards) {
		clearTimeout(guard);
	}

	for (const dispose of disposers) {
		dispose();
	}
}

/** Tells the program that started this one (bin/kept-code.js) that the floor stands: what it has called by now others will call too. */
export function tellComplete(): void {
	(process as NodeJS.EventEmitter).emit('millwright:floor');
}

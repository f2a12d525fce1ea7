import {Emitter} from '../../base/emitter.js';
import type {Topic} from '../../protocol/control.js';
import type {Budget} from '../gateway/budget.js';
import type {Meter} from '../gateway/meter.js';
import type {Parts} from '../pipeline/parts.js';

/** Says what clients should fetch again whenever something that a screen shows has changed. The revision counts the changes. */
export function tellChanges({parts, meter, budget}: {parts: Parts; meter: Meter; budget: Budget}): {changed: Emitter<Topic[]>; revision: () => number} {
	const {store, sessions, slots, news} = parts;
	const changed = new Emitter<Topic[]>();
	let revision = 0;
	const tell = (...topics: Topic[]) => {
		revision++;
		changed.emit(topics);
	};

	store.tasks.changed.on(() => {
		tell('floor', 'tasks', 'inbox');
	});
	store.runs.changed.on(() => {
		tell('floor', 'tasks', 'inbox', 'rules');
	});
	store.projects.changed.on(() => {
		tell('floor', 'tasks');
	});
	store.damage.on(() => {
		tell('floor', 'inbox');
	});
	sessions.changed.on(() => {
		tell('floor', 'sessions', 'inbox');
	});
	slots.changed.on(() => {
		tell('floor');
	});
	meter.changed.on(() => {
		tell('floor', 'spend');
	});
	budget.changes.on(() => {
		tell('floor', 'inbox', 'spend');
	});
	news.told.on(() => {
		tell('floor', 'news');
	});
	return {changed, revision: () => revision};
}

import {Emitter} from '../base/emitter.js';
import type {Action} from './floor/action.js';
import type {ClientModel} from './floor/model.js';
import {reduce} from './floor/reduce.js';

/** The model and the only way to change it. */
export class Store {
	/** After each action that changed something. */
	readonly changed = new Emitter<{before: ClientModel; after: ClientModel}>();
	#model: ClientModel;

	constructor(model: ClientModel) {
		this.#model = model;
	}

	get model(): ClientModel {
		return this.#model;
	}

	dispatch(action: Action): void {
		const before = this.#model;
		this.#model = reduce(before, action);
		if (this.#model !== before) {
			this.changed.emit({before, after: this.#model});
		}
	}
}

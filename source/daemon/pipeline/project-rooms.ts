import path from 'node:path';
import {Mutex} from '../../base/mutex.js';
import {projectFolder, type Paths} from '../../base/paths.js';
import type {Log} from '../../base/log.js';
import type {Store} from '../store/types.js';
import {openRepository} from '../git/repository.js';
import type {Repository} from '../git/types.js';
import {openInputs, type Inputs} from '../inputs/inputs.js';

/** A project's repository and inputs, opened. */
export type ProjectRoom = {
	id: string;
	repository: Repository;
	inputs: Inputs;
	/** For worktrees, checkouts and logs of this project, outside the user's checkout. */
	folder: string;
	/** One merge at a time. */
	merging: Mutex;
};

export const inputsFolder = (paths: Paths, project: string): string => path.join(projectFolder(paths, project), 'inputs');

/** Opens projects once. One that cannot be opened (its folder was moved away) fails for whoever asks, and is tried again the next time. */
export class ProjectRooms {
	readonly #rooms = new Map<string, Promise<ProjectRoom>>();
	readonly #options: {paths: Paths; store: Store; log: Log};

	constructor(options: {paths: Paths; store: Store; log: Log}) {
		this.#options = options;
	}

	async get(id: string): Promise<ProjectRoom> {
		let room = this.#rooms.get(id);
		if (room === undefined) {
			room = this.#open(id);
			this.#rooms.set(id, room);
			room.catch(() => {
				this.#rooms.delete(id);
			});
		}

		return room;
	}

	forget(id: string): void {
		this.#rooms.delete(id);
	}

	async #open(id: string): Promise<ProjectRoom> {
		const {paths, store, log} = this.#options;
		const project = store.projects.get(id)!;
		const repository = await openRepository(project.path, {log(line) {
			log.warn(line, {project: id});
		}});
		const inputs = await openInputs(repository, {path: inputsFolder(paths, id)});
		return {id, repository, inputs, folder: projectFolder(paths, id), merging: new Mutex()};
	}
}

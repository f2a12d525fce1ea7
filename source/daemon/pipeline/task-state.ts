import type {TaskState} from '../../protocol/task.js';
import type {Task} from '../../../state/task.js';
import type {Parts} from './parts.js';

/** Puts a task into a state, with why; since when is kept true. */
export async function setTaskState(parts: Pick<Parts, 'store'>, key: string, {state, reason}: {state: TaskState; reason?: string}): Promise<Task> {
	return parts.store.tasks.update(key, draft => {
		draft.since = draft.state === state ? draft.since : Date.now();
		draft.state = state;
		draft.reason = reason;
	});
}

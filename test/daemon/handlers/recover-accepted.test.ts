import test from 'ava';
import {placeBetween} from '../../../source/daemon/handlers/change-task.js';
import {acceptedTasks, type Accepted} from '../../../source/daemon/handlers/recover-accepted.js';
import type {Task} from '../../../state/task.js';

const accepted = (project: string, id: string): Accepted => {
	const task: Task = {
		id, project, title: id, priority: 3, order: 1, dependsOn: [], held: false, paused: false, state: 'queued', attempts: null, agent: null,
		createdAt: 1, since: 1, addKey: null, runs: [], intentVersion: null, feedback: [], notices: [], text: '',
	};
	return {type: 'task accepted', task};
};

test('what was accepted is made again, but not what went with a project that was forgotten', t => {
	const keys = (...records: Accepted[]) => acceptedTasks(records).keys().toArray();
	t.deepEqual(keys(accepted('p', 'a'), accepted('q', 'a'), {type: 'project forgotten', project: 'p'}, accepted('p', 'b')), ['q/a', 'p/b']);
	t.deepEqual(keys({type: 'something else'} as unknown as Accepted), []);
});

test('between two neighbours there is a place, or it is said that there is none', t => {
	t.is(placeBetween(1, 2), 1.5);
	t.is(placeBetween(1, undefined), 1001);
	t.is(placeBetween(undefined, 5000), 4000);
	t.is(placeBetween(7, 7), undefined);
	t.is(placeBetween(1, 1 + Number.EPSILON), undefined);
});

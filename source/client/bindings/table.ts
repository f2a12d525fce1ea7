import {dialogKeys} from '../dialogs/keys.js';
import {inboxKeys} from '../panels/inbox/keys.js';
import {logKeys} from '../panels/log/keys.js';
import {queueKeys} from '../panels/queue/keys.js';
import {reviewKeys} from '../panels/review/keys.js';
import {rulesKeys} from '../panels/rules/keys.js';
import {sessionKeys} from '../panels/session/keys.js';
import {spendKeys} from '../panels/spend/keys.js';
import {taskKeys} from '../panels/task/keys.js';
import {inboxBindings} from './about-inbox.js';
import {taskBindings} from './about-task.js';
import type {Binding} from './binding.js';
import {movingBindings} from './moving.js';
import {workingBindings} from './working.js';

/** Every binding there is. */
export const bindings: readonly Binding[] = [
	...inboxBindings,
	...taskBindings,
	...movingBindings,
	...workingBindings,
	...sessionKeys,
	...queueKeys,
	...inboxKeys,
	...reviewKeys,
	...taskKeys,
	...rulesKeys,
	...spendKeys,
	...logKeys,
	...dialogKeys,
];

const byId = new Map(bindings.map(binding => [binding.id, binding]));

export const bindingOf = (id: string): Binding | undefined => byId.get(id);

import {clipboardKeys} from '../dialogs/clipboard.js';
import {dialogKeys} from '../dialogs/keys.js';
import {panelKeys} from '../panels/keys.js';
import {inboxBindings} from './about-inbox.js';
import {taskBindings} from './about-task.js';
import type {Binding} from './binding.js';
import {movingBindings} from './moving.js';
import {workingBindings} from './working.js';

/** Every binding there is. */
export const bindings: readonly Binding[] = [...inboxBindings, ...taskBindings, ...movingBindings, ...workingBindings, ...panelKeys, ...dialogKeys, ...clipboardKeys];

const byId = new Map(bindings.map(binding => [binding.id, binding]));

export const bindingOf = (id: string): Binding | undefined => byId.get(id);

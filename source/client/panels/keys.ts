import type {Binding} from '../bindings/binding.js';
import {inboxKeys} from './inbox/keys.js';
import {logKeys} from './log/keys.js';
import {queueKeys} from './queue/keys.js';
import {reviewKeys} from './review/keys.js';
import {rulesKeys} from './rules/keys.js';
import {markingKeys} from './session/marking-keys.js';
import {sessionKeys} from './session/keys.js';
import {spendKeys} from './spend/keys.js';
import {taskKeys} from './task/keys.js';

/** The keys of every panel, and of a session's pane. */
export const panelKeys: readonly Binding[] = [...sessionKeys, ...markingKeys, ...queueKeys, ...inboxKeys, ...reviewKeys, ...taskKeys, ...rulesKeys, ...spendKeys, ...logKeys];

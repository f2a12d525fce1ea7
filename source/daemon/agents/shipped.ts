import type {Adapter} from './adapter.js';
import {claude} from './claude.js';
import {codex} from './codex.js';
import {gemini} from './gemini.js';
import {opencode} from './opencode.js';

/** The declarations that ship with Millwright. The built-in agent needs none: it reads its brief. */
export const shippedAdapters: Readonly<Record<string, Adapter>> = {claude, codex, opencode, gemini};

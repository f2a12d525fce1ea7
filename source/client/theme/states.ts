import type {SessionState} from '../../protocol/session.js';
import type {TaskState} from '../../protocol/task.js';
import type {Role} from './role.js';

/** A state as it is shown: never by colour alone. */
export type Shown = {shape: string; word: string; role: Role};

const working: Shown = {shape: '●', word: 'working', role: 'working'};
const needs: Shown = {shape: '▲', word: 'needs you', role: 'needs'};
const paused: Shown = {shape: '‖', word: 'paused', role: 'paused'};
const failed: Shown = {shape: '✗', word: 'failed', role: 'bad'};

export const sessionStates: Record<SessionState, Shown> = {
	starting: {shape: '◌', word: 'starting', role: 'waits'},
	working,
	asks: {shape: '▲', word: 'asks', role: 'needs'},
	idle: {shape: '○', word: 'idle', role: 'waits'},
	paused,
	done: {shape: '✓', word: 'done', role: 'good'},
	failed,
	unknown: {shape: '?', word: 'unknown', role: 'unknown'},
};

export const taskStates: Record<TaskState, Shown> = {
	queued: {shape: '◌', word: 'queued', role: 'waits'},
	waiting: {shape: '◌', word: 'waits', role: 'waits'},
	held: {shape: '■', word: 'held', role: 'held'},
	running: working,
	needs,
	paused,
	merged: {shape: '✓', word: 'merged', role: 'good'},
	failed,
	cancelled: {shape: '✗', word: 'cancelled', role: 'dim'},
};

import type {SessionState} from '../protocol/session.js';
import type {TaskState} from '../protocol/task.js';
import type {StageState} from '../protocol/run.js';
import type {Print, Style} from './print.js';

/** Dollars, with as many digits as say something. */
export function money(dollars: number): string {
	return dollars > 0 && dollars < 0.01 ? `$${dollars.toFixed(4)}` : `$${dollars.toFixed(2)}`;
}

/** Tokens, short: 950, 12.3k, 4.1M. */
export function tokens(count: number): string {
	if (count < 1000) {
		return String(count);
	}

	return count < 1_000_000 ? `${(count / 1000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

/** A span of milliseconds, in its two largest units: 41s, 3m12s, 2h05m, 4d3h. */
export function span(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	if (seconds < 60) {
		return `${seconds}s`;
	}

	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) {
		return `${minutes}m${String(seconds % 60).padStart(2, '0')}s`;
	}

	const hours = Math.floor(minutes / 60);
	return hours < 24 ? `${hours}h${String(minutes % 60).padStart(2, '0')}m` : `${Math.floor(hours / 24)}d${hours % 24}h`;
}

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** ISO minutes in local time: 2026-11-20 13:20. */
export function when(at: number): string {
	const date = new Date(at);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

type Mark = {shape: string; style: Style};
type State = TaskState | SessionState | StageState;

// A shape each, so that colour alone never says it.
const marks: Record<State, Mark> = {
	queued: {shape: '◌', style: 'dim'},
	waiting: {shape: '◌', style: 'dim'},
	held: {shape: '■', style: 'dim'},
	running: {shape: '●', style: 'cyan'},
	needs: {shape: '▲', style: 'yellow'},
	paused: {shape: '■', style: 'yellow'},
	merged: {shape: '✓', style: 'green'},
	failed: {shape: '✗', style: 'red'},
	cancelled: {shape: '✗', style: 'dim'},
	starting: {shape: '◌', style: 'cyan'},
	working: {shape: '●', style: 'cyan'},
	asks: {shape: '▲', style: 'yellow'},
	idle: {shape: '○', style: 'dim'},
	done: {shape: '✓', style: 'green'},
	unknown: {shape: '?', style: 'yellow'},
	pending: {shape: '◌', style: 'dim'},
	passed: {shape: '✓', style: 'green'},
	skipped: {shape: '–', style: 'dim'},
	interrupted: {shape: '■', style: 'yellow'},
};

export const shapeOf = (state: State): string => marks[state].shape;

export const stateWord = (state: State): string => `${marks[state].shape} ${state}`;

export const paintedState = (print: Print, state: State): string => print.paint(marks[state].style, stateWord(state));

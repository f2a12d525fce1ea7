import {safeLine} from '../../base/safe-text.js';
import type {Print} from '../print.js';
import type {Check} from './check.js';

const marks = {good: {shape: '✓', style: 'green'}, warn: {shape: '▲', style: 'yellow'}, bad: {shape: '✗', style: 'red'}} as const;

/** A line for each check, its cure below it. */
export function printChecks(print: Print, checks: readonly Check[]): void {
	const width = Math.max(...checks.map(check => check.name.length));
	for (const {name, state, found, cure} of checks) {
		const {shape, style} = marks[state];
		print.line(`${print.paint(style, shape)} ${name.padEnd(width)}  ${safeLine(found)}`);
		if (cure !== undefined) {
			print.line(`${' '.repeat(width + 4)}${print.paint('dim', cure)}`);
		}
	}

	const bad = checks.filter(check => check.state === 'bad').length;
	const warn = checks.filter(check => check.state === 'warn').length;
	print.line();
	print.line(bad === 0 ? (warn === 0 ? 'All is well.' : `It works; ${warn} could be better.`) : `${bad} of ${checks.length} must be mended.`);
}

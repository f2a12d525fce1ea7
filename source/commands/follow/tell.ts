import type {Print, Style} from '../print.js';
import type {Happening} from './narrate.js';

const styles: Record<Happening['level'], Style | undefined> = {info: undefined, good: 'green', warn: 'yellow', bad: 'red'};

/** A happening as a line: the task, the stage, what happened. */
export function happeningLine(print: Print, {task, stage, text, level}: Happening, width: number): string {
	const style = styles[level];
	return `${print.paint('bold', task.padEnd(width))}  ${print.paint('dim', stage.padEnd(8))}  ${style === undefined ? text : print.paint(style, text)}`;
}

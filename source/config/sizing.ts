import type {Sizing} from '../protocol/holder.js';

/** The rule that `sessionSize` of config.yaml says, which passed the schema. */
export function readSizing(text: string): Sizing {
	const size = /^(?<cols>\d+)x(?<rows>\d+)$/v.exec(text)?.groups;
	return size === undefined ? text as Exclude<Sizing, object> : {cols: Number(size['cols']), rows: Number(size['rows'])};
}

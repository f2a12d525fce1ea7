import type {CommandRecord, OptionRecord, ValueSource} from '../command.js';
import {everywhere} from '../parse.js';

export const listed = (records: readonly CommandRecord[]): CommandRecord[] => records.filter(record => record.hidden !== true);

export const optionsOf = (record: CommandRecord): Array<[name: string, option: OptionRecord]> => Object.entries({...record.options, ...everywhere});

/** What the argument at a place (from 0) is taken from; the last one that takes many stands for all later places. */
export function sourceAt(record: CommandRecord, place: number): ValueSource | undefined {
	const last = record.arguments.at(-1);
	return (record.arguments[place] ?? (last?.many === true ? last : undefined))?.from;
}

/** How a shell gets the values: words that stand in the script, words that `millwright words` prints, or the shell's own files. */
export type Values = {kind: 'none'} | {kind: 'fixed'; words: readonly string[]} | {kind: 'asked'; about: string} | {kind: 'files' | 'folders'};

export function valuesOf(source: ValueSource | undefined): Values {
	if (source === undefined) {
		return {kind: 'none'};
	}

	if (typeof source !== 'string') {
		return {kind: 'fixed', words: source};
	}

	if (source === 'file' || source === 'folder') {
		return {kind: `${source}s`};
	}

	return {kind: 'asked', about: source};
}

/** In single quotes, for every shell that we know. */
export const quoted = (text: string): string => `'${text.replaceAll('\'', String.raw`'\''`)}'`;

// More places than any command has.
export const places = [0, 1, 2] as const;

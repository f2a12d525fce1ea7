import {parseArgs} from 'node:util';
import {MillwrightError} from '../base/errors.js';
import {nearest} from '../base/nearest.js';
import type {CommandRecord, OptionRecord, OptionValues} from './command.js';
import {meant} from './meant.js';

export type Parsed =
	| {kind: 'help'; record?: CommandRecord}
	| {kind: 'version'}
	| {kind: 'command'; record: CommandRecord; options: OptionValues; arguments: string[]};

/** Options that every command takes. */
export const everywhere: Readonly<Record<string, OptionRecord>> = {
	help: {type: 'boolean', short: 'h', words: 'Show this help.'},
};

/** Turns argv into one command of the registry. Throws a MillwrightError with exit code 2 when it cannot. */
export function parseCommandLine(argv: readonly string[], records: readonly CommandRecord[]): Parsed {
	const [first, ...rest] = argv;
	if (first !== undefined && ['--version', '-v', '-V'].includes(first)) {
		return {kind: 'version'};
	}

	if (first === 'help') {
		return rest[0] === undefined ? {kind: 'help'} : {kind: 'help', record: findCommand(rest[0], records)};
	}

	if (first === '--help' || first === '-h') {
		return {kind: 'help'};
	}

	const isNamed = first !== undefined && !first.startsWith('-');
	if (first !== undefined && !isNamed) {
		refuseOptionFirst(argv, records);
	}

	const record = findCommand(isNamed ? first : 'floor', records);
	const {options, positionals} = readOptions(isNamed ? rest : [...argv], record);
	if (options['help'] === true) {
		return isNamed ? {kind: 'help', record} : {kind: 'help'};
	}

	checkArguments(record, positionals);
	return {kind: 'command', record, options, arguments: positionals};
}

export const usageError = (message: string, hint: string): MillwrightError => new MillwrightError('usage', message, {hint, exitCode: 2});

/** An option before the command would be taken for one of the floor's. */
function refuseOptionFirst(argv: readonly string[], records: readonly CommandRecord[]): void {
	const [option] = argv as [string];
	const floor = records.find(({name}) => name === 'floor');
	const isKnown = Object.entries({...floor?.options, ...everywhere}).some(([name, {short}]) => option.split('=', 1)[0] === `--${name}` || (short !== undefined && option.startsWith(`-${short}`)));
	const command = argv.find(word => records.some(({name, hidden}) => name === word && hidden !== true));
	if (!isKnown && command !== undefined) {
		throw usageError(`\`${option}\` stands before the command.`, `Write the command first: \`millwright ${command} ${option} …\`.`);
	}
}

function findCommand(name: string, records: readonly CommandRecord[]): CommandRecord {
	const found = records.find(record => record.name === name);
	if (found === undefined) {
		const names = records.filter(record => record.hidden !== true).map(record => record.name);
		throw usageError(`There is no command \`${name}\`.`, [meant(name, names), '`millwright --help` lists them all.'].filter(Boolean).join(' '));
	}

	return found;
}

function readOptions(given: string[], record: CommandRecord): {options: OptionValues; positionals: string[]} {
	// `millwright` alone, which is typed most: what reads options need not be loaded.
	if (given.length === 0) {
		return {options: {}, positionals: []};
	}

	const known: Record<string, OptionRecord> = {...record.options, ...everywhere};
	const config = Object.fromEntries(Object.entries(known).map(([name, {type, short, multiple}]) => [name, {type, ...(short === undefined ? {} : {short}), multiple: multiple ?? false}]));
	// Not strict: what is wrong is said in our own sentences, from the tokens.
	const {tokens} = parseArgs({args: given, options: config, strict: false, allowPositionals: true, tokens: true});
	const options: Record<string, string | boolean | string[]> = {};
	const positionals: string[] = [];
	for (const token of tokens) {
		if (token.kind === 'positional') {
			positionals.push(token.value);
		} else if (token.kind === 'option') {
			const option = known[token.name];
			if (option === undefined) {
				throw usageError(`\`millwright ${record.name}\` has no option \`${token.rawName}\`.`, [meant(token.rawName, Object.keys(known).map(name => `--${name}`)), helpOf(record)].filter(Boolean).join(' '));
			}

			const value = readValue({record, option, name: token.name, value: token.value, inline: token.inlineValue === true});
			options[token.name] = option.multiple === true ? [...(options[token.name] as string[] | undefined ?? []), value as string] : value;
		}
	}

	return {options, positionals};
}

function readValue({record, option, name, value, inline}: {record: CommandRecord; option: OptionRecord; name: string; value: string | undefined; inline: boolean}): string | boolean {
	if (option.type === 'boolean') {
		if (value !== undefined) {
			throw usageError(`\`--${name}\` takes no value, and \`${value}\` was given.`, helpOf(record));
		}

		return true;
	}

	if (value === undefined || (!inline && value.length > 1 && value.startsWith('-'))) {
		throw usageError(`\`--${name}\` needs a value: ${option.value ?? '<value>'}.`, value === undefined ? helpOf(record) : `If it is \`${value}\`, write \`--${name}=${value}\`.`);
	}

	if (Array.isArray(option.from) && !option.from.includes(value)) {
		throw usageError(`\`--${name}\` is one of ${option.from.join(', ')}, and \`${value}\` was given.`, meantOf(value, option.from as string[]) ?? helpOf(record));
	}

	return value;
}

function checkArguments(record: CommandRecord, given: readonly string[]): void {
	const missing = record.arguments.find((argument, index) => argument.required === true && given[index] === undefined);
	if (missing !== undefined) {
		throw usageError(`\`millwright ${record.name}\` needs <${missing.name}>: ${missing.words}`, helpOf(record));
	}

	const extra = record.arguments.at(-1)?.many === true ? undefined : given[record.arguments.length];
	if (extra !== undefined) {
		throw usageError(`\`millwright ${record.name}\` takes ${countArguments(record)}, and \`${extra}\` came after.`, `If it belongs to one text, put quotes around the text. ${helpOf(record)}`);
	}

	for (const [index, argument] of record.arguments.entries()) {
		const value = given[index];
		if (value !== undefined && Array.isArray(argument.from) && !argument.from.includes(value)) {
			throw usageError(`\`millwright ${record.name}\` knows ${argument.from.join(', ')}, and \`${value}\` was given.`, meantOf(value, argument.from as string[]) ?? helpOf(record));
		}
	}
}

/** The sentence before has named them all. */
function meantOf(given: string, known: readonly string[]): string | undefined {
	const near = nearest(given, known);
	return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}

const helpOf = (record: CommandRecord): string => `\`millwright ${record.name} --help\` shows how it is used.`;

function countArguments(record: CommandRecord): string {
	const count = record.arguments.length;
	return count === 0 ? 'no argument' : (count === 1 ? 'one argument' : `${count} arguments`);
}

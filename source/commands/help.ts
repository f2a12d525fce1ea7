import {commandGroups, type CommandRecord, type OptionRecord} from './command.js';
import {everywhere} from './parse.js';
import type {Print} from './print.js';

type Paint = Print['paint'];

/** The help of all commands. */
export function topHelp(records: readonly CommandRecord[], paint: Paint): string {
	const listed = records.filter(record => record.hidden !== true);
	const width = Math.max(...listed.map(record => record.name.length));
	const groups = commandGroups.map(group => [
		paint('bold', group),
		...listed.filter(record => record.group === group).map(record => `  ${paint('cyan', record.name.padEnd(width))}  ${record.summary}`),
	].join('\n'));
	return [
		'millwright: many coding agents, one queue, gates that hold.',
		'',
		`${paint('bold', 'Usage')}\n  millwright [command] [arguments] [options]`,
		'',
		groups.join('\n\n'),
		'',
		'`millwright <command> --help` says more. `millwright --version` prints the version.',
	].join('\n');
}

/** The help of one command. */
export function commandHelp(record: CommandRecord, paint: Paint): string {
	const sections = [
		record.summary,
		section(paint('bold', 'Usage'), [usage(record)]),
		section(paint('bold', 'Arguments'), aligned(record.arguments.map(argument => [`<${argument.name}>`, capital(argument.words)]))),
		section(paint('bold', 'Options'), aligned(Object.entries({...record.options, ...everywhere}).map(([name, option]) => [optionForm(name, option), optionWords(option)]))),
		section(paint('bold', 'Examples'), record.examples.flatMap(example => [example.line, `    ${paint('dim', example.words)}`])),
		...(record.notes ?? []),
	];
	return sections.filter(text => text !== '').join('\n\n');
}

/** `millwright add [text …] [options]` */
export function usage(record: CommandRecord): string {
	const words = record.arguments.map(argument => {
		const name = argument.many === true ? `${argument.name} …` : argument.name;
		return argument.required === true ? `<${name}>` : `[${name}]`;
	});
	return ['millwright', record.name, ...words, ...(Object.keys(record.options).length > 0 ? ['[options]'] : [])].join(' ');
}

/** The README's table of commands. */
export function commandTable(records: readonly CommandRecord[]): string {
	const rows = records.filter(record => record.hidden !== true).map(record => `| \`${usage(record).replaceAll('|', '\\|')}\` | ${record.summary} |`);
	return ['| command | what it does |', '|---|---|', ...rows].join('\n');
}

const section = (title: string, lines: readonly string[]): string => lines.length === 0 ? '' : [title, ...lines.map(line => `  ${line}`)].join('\n');

function aligned(rows: ReadonlyArray<readonly [string, string]>): string[] {
	const width = Math.max(0, ...rows.map(([left]) => left.length));
	return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`);
}

const optionForm = (name: string, option: OptionRecord): string => `${option.short === undefined ? ' '.repeat(4) : `-${option.short}, `}--${name}${option.type === 'string' ? ` ${option.value ?? '<value>'}` : ''}`;

function optionWords(option: OptionRecord): string {
	const choices = Array.isArray(option.from) && option.from.length > 1 ? ` One of ${option.from.join(', ')}.` : '';
	return `${option.words}${choices}${option.otherwise === undefined ? '' : ` Otherwise: ${option.otherwise}.`}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

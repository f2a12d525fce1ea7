import type {CommandRecord, ValueSource} from '../command.js';
import {listed, optionsOf, quoted, valuesOf} from './model.js';

export function fishCompletion(records: readonly CommandRecord[]): string {
	const commands = listed(records);
	return [
		'# fish completion of millwright: millwright completion fish > ~/.config/fish/completions/millwright.fish',
		'complete -c millwright -f',
		'complete -c millwright -n __fish_use_subcommand -l version -d \'Print the version.\'',
		'complete -c millwright -n __fish_use_subcommand -l help -s h -d \'Show the help.\'',
		...commands.map(record => `complete -c millwright -n __fish_use_subcommand -a ${record.name} -d ${quoted(record.summary)}`),
		...commands.flatMap(record => lines(record)),
		`complete -c millwright -n '__fish_seen_subcommand_from help' -a ${quoted(commands.map(record => record.name).join(' '))}`,
	].join('\n');
}

function lines(record: CommandRecord): string[] {
	const begin = `complete -c millwright -n ${quoted(`__fish_seen_subcommand_from ${record.name}`)}`;
	const options = optionsOf(record).map(([name, option]) => [
		`${begin} -l ${name}`,
		...(option.short === undefined ? [] : [`-s ${option.short}`]),
		...(option.type === 'string' ? [`-r ${values(option.from)}`] : []),
		`-d ${quoted(option.words)}`,
	].join(' '));
	const places = record.arguments.flatMap((argument, index) => {
		// The tokens before the one that is typed: millwright, the command, and the arguments so far.
		const here = argument.many === true ? `test (count (commandline -opc)) -ge ${index + 2}` : `test (count (commandline -opc)) -eq ${index + 2}`;
		const offered = values(argument.from);
		return offered === '-x' ? [] : [`complete -c millwright -n ${quoted(`__fish_seen_subcommand_from ${record.name}; and ${here}`)} ${offered}`];
	});
	return [...options, ...places];
}

function values(source: ValueSource | undefined): string {
	const found = valuesOf(source);
	switch (found.kind) {
		case 'none': {
			return '-x';
		}

		case 'fixed': {
			return `-x -a ${quoted(found.words.join(' '))}`;
		}

		case 'asked': {
			return `-x -a ${quoted(`(millwright words ${found.about} 2>/dev/null)`)}`;
		}

		case 'files': {
			return '-F';
		}

		case 'folders': {
			return `-x -a ${quoted('(__fish_complete_directories)')}`;
		}
	}
}

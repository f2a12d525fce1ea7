import {usageError} from './parse.js';

/** Cuts a command line into program and arguments as a shell would, with quotes and backslashes and nothing else: no variables, no globs, no pipes. */
export function splitCommand(line: string): string[] {
	const words: string[] = [];
	let word: string | undefined;
	let quote = '';
	for (let index = 0; index < line.length; index++) {
		const character = line[index]!;
		if (quote === '' && /\s/v.test(character)) {
			if (word !== undefined) {
				words.push(word);
			}

			word = undefined;
		} else if (quote === '' && (character === '"' || character === '\'')) {
			quote = character;
			word ??= '';
		} else if (character === quote) {
			quote = '';
		} else if (character === '\\' && quote !== '\'' && index + 1 < line.length) {
			index++;
			word = (word ?? '') + line[index]!;
		} else {
			word = (word ?? '') + character;
		}
	}

	if (quote !== '') {
		throw usageError(`The command \`${line}\` has a ${quote} that is not closed.`, 'Close it.');
	}

	const all = word === undefined ? words : [...words, word];
	if (all.length === 0) {
		throw usageError('A gate\'s command is empty.', 'For example `--gate "npm test"`.');
	}

	return all;
}

import {textOption, type OptionValues} from './command.js';
import {usageError} from './parse.js';

/** A whole number of an option, or undefined when it is not given. Throws a usage error when it is none or out of range. */
export function wholeNumber(options: OptionValues, name: string, {least, most}: {least: number; most: number}): number | undefined {
	const text = textOption(options, name);
	if (text === undefined) {
		return undefined;
	}

	const value = /^\d{1,9}$/v.test(text) ? Number(text) : NaN;
	if (!(value >= least && value <= most)) {
		throw usageError(`\`--${name}\` is a whole number from ${least} to ${most}, and \`${text}\` was given.`, `For example \`--${name} ${least}\`.`);
	}

	return value;
}

/** Dollars of an option, above zero; a leading $ is allowed. */
export function dollars(options: OptionValues, name: string): number | undefined {
	const text = textOption(options, name);
	if (text === undefined) {
		return undefined;
	}

	const value = /^\$?\d+(?:\.\d+)?$/v.test(text) ? Number(text.replace('$', '')) : NaN;
	if (!(value > 0)) {
		throw usageError(`\`--${name}\` is dollars above zero, and \`${text}\` was given.`, `For example \`--${name} 20\`.`);
	}

	return value;
}

import {rule, type Rule} from '../../protocol/rule.js';
import {checkRecord, printFrontMatter, splitFrontMatter} from './front-matter.js';

/** Where a rule is kept. */
export const ruleFile = (id: string): string => `rules/${id}.md`;

/** A file of the inputs branch: front matter, and the text of the rule below it. */
export function parseRuleFile(text: string, {file}: {file: string}): Rule {
	const matter = splitFrontMatter(text, file);
	const {data, prose} = matter;
	// YAML 1.2 leaves dates alone, and yet a bare year is a number.
	const since = typeof data['since'] === 'number' ? String(data['since']) : data['since'];
	return checkRecord(rule, {record: {...data, ...(since === undefined ? {} : {since}), text: prose}, matter, file});
}

export function printRule({id, title, text, state, from, since}: Rule): string {
	return printFrontMatter({id, title, state, from, since}, text);
}

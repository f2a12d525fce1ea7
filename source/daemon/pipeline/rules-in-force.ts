import type {Rule} from '../../protocol/rule.js';
import {listInputs, readInput, type Inputs} from '../inputs/inputs.js';
import {parseRuleFile} from '../inputs/rule.js';

/** All rules on the inputs branch. A file that is no valid rule is left out here and told by whoever edits it. */
export async function readRules(inputs: Inputs): Promise<Rule[]> {
	const names = (await listInputs(inputs)).filter(name => /^rules\/[^\/]+\.md$/v.test(name));
	const texts = await Promise.all(names.map(async name => ({name, text: await readInput(inputs, name)})));
	return texts.flatMap(({name, text}) => {
		try {
			return text === undefined ? [] : [parseRuleFile(text, {file: name})];
		} catch {
			return [];
		}
	});
}

export const inForce = (rules: readonly Rule[]): Rule[] => rules.filter(({state}) => state === 'in force');

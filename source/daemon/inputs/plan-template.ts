/*
The plan template carries what the rules taught: a section with one line a rule, which every plan must answer by `[rule: <id>]`.
*/

const heading = '## Rules in force';
const mark = /^- \[rule: (?<id>[\-0-9a-z]+)\] ?(?<text>.*)$/v;

export type RuleLine = {id: string; text: string};

/** The lines of rules, in their order. */
export function ruleLines(template: string): RuleLine[] {
	return template.split('\n').flatMap(line => {
		const found = mark.exec(line);
		return found === null ? [] : [{id: found.groups?.['id'] ?? '', text: found.groups?.['text'] ?? ''}];
	});
}

/** With a line for a rule, at the end of the section (made when it is not there); a line for it that is there is replaced. */
export function addRuleLine(template: string, {id, text}: RuleLine): string {
	const line = `- [rule: ${id}] ${text.replaceAll(/\s+/gv, ' ').trim()}`;
	const lines = template.trimEnd().split('\n');
	const there = lines.findIndex(each => mark.exec(each)?.groups?.['id'] === id);
	if (there !== -1) {
		return `${lines.with(there, line).join('\n')}\n`;
	}

	const last = lines.findLastIndex(each => mark.test(each));
	const section = lines.findIndex(each => each.trim() === heading);
	if (last !== -1) {
		return `${lines.toSpliced(last + 1, 0, line).join('\n')}\n`;
	}

	return section === -1 ? `${[...lines, '', heading, '', line].join('\n').trimStart()}\n` : `${insertBelow(lines, {section, line}).join('\n')}\n`;
}

/** Without the line of a rule. */
export function removeRuleLine(template: string, id: string): string {
	const lines = template.split('\n');
	return lines.filter(line => mark.exec(line)?.groups?.['id'] !== id).join('\n');
}

/** After what the section says in its own words, before the next heading. */
function insertBelow(lines: string[], {section, line}: {section: number; line: string}): string[] {
	const next = lines.findIndex((each, number) => number > section && each.startsWith('#'));
	const end = next === -1 ? lines.length : next;
	const body = lines.slice(section + 1, end).join('\n').trim();
	return [...lines.slice(0, section + 1), '', ...(body === '' ? [] : [body, '']), line, ...(next === -1 ? [] : ['', ...lines.slice(end)])];
}

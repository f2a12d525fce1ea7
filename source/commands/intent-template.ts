/** What the editor opens with for a new task. Lines that begin with `#!` are taken out again. */
export const intentTemplate = `---
title:
constraints:
#!  - what it must keep to
interfaces:
#!  - what others call, and must stay as it is
acceptance:
#!  - how you will know that it is done
fixtures:
#!  - files that show it
---
#! The outcome: what must be true when it is done. This is the one part that a task cannot be without.

`;

/** The saved template without its guiding lines and empty keys; undefined when nothing was written. */
export function cleanIntent(text: string): string | undefined {
	const written = text.split('\n').filter(line => !line.startsWith('#!'));
	const kept = written.filter((line, index) => !/^(?:title|constraints|interfaces|acceptance|fixtures):\s*$/v.test(line) || /^\s+-/v.test(written[index + 1] ?? ''));
	const [, front = '', body = kept.join('\n')] = /^---\n(?<front>[\s\S]*?)\n?---\n(?<body>[\s\S]*)$/v.exec(kept.join('\n')) ?? [];
	if (body.trim() === '') {
		return undefined;
	}

	return front.trim() === '' ? `${body.trim()}\n` : `---\n${front.trim()}\n---\n\n${body.trim()}\n`;
}

import type {Finding} from '../../protocol/exchange.js';

/** How far from the named line a quotation may stand: models miscount by a few lines and mean the same place. */
const lineTolerance = 5;

export type ConfirmedFinding = Finding & {confirmed: boolean};

/**
Whether the words that a verifier quotes stand where it says: at that file, at (or close to) that line, in the very commit
that was judged. The line is corrected to the one where the quotation stands.
`readFile` gives the text of a file in that commit, or undefined when there is none.
*/
export async function confirmFindings(findings: readonly Finding[], readFile: (file: string) => Promise<string | undefined>): Promise<ConfirmedFinding[]> {
	const confirmed: ConfirmedFinding[] = [];
	for (const finding of findings) {
		const line = await lineOfQuote(finding, readFile);
		confirmed.push({...finding, ...(line === undefined ? {} : {line}), confirmed: line !== undefined});
	}

	return confirmed;
}

async function lineOfQuote({file, line, quote}: Finding, readFile: (file: string) => Promise<string | undefined>): Promise<number | undefined> {
	if (file === undefined || quote === undefined || quote.trim() === '') {
		return undefined;
	}

	const text = await readFile(file);
	if (text === undefined) {
		return undefined;
	}

	// Blank lines count on neither side: models leave them out and put them in.
	const lines = wordsOf(text);
	const wanted = wordsOf(quote);
	const places = lines.flatMap(({at}, index) => wanted.every((part, offset) => lines[index + offset]?.words.includes(part.words)) ? [at] : []);
	if (line === undefined) {
		return places[0];
	}

	return places.filter(place => Math.abs(place - line) <= lineTolerance).toSorted((a, b) => Math.abs(a - line) - Math.abs(b - line))[0];
}

/** The lines that are not blank, each with its number and its words without regard to spaces. */
const wordsOf = (text: string): Array<{at: number; words: string}> => text.split(/\r?\n/v)
	.map((line, index) => ({at: index + 1, words: line.replaceAll(/\s+/gv, ' ').trim()}))
	.filter(({words}) => words !== '');

/** How much a text is, for a sentence. */
export function amountOf(text: string): string {
	const lines = text.split('\n').length;
	if (lines > 1) {
		return `${lines} lines`;
	}

	const characters = [...text].length;
	return characters === 1 ? '1 character' : `${characters} characters`;
}

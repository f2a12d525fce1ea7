/** Hides each of these words wherever it stands. */
export function conceal(text: string, secrets: Iterable<string>): string {
	let hidden = text;
	for (const secret of secrets) {
		hidden = hidden.replaceAll(secret, '[hidden]');
	}

	return hidden;
}

// What keys of model providers and code hosts look like, and whatever follows the word that announces one.
const shapes = [
	/\bsk-[\w\-]{12,}/gv,
	/\bAIza[\w\-]{20,}/gv,
	/\b(?:ghp|gho|ghs|ghu|github_pat|glpat|xox[abprs])[\-_]\w{12,}/gv,
	/(?<=\bbearer\s)[\w+\-.\/=]{12,}/giv,
	// A run token in the gateway's path.
	/(?<=\/r\/)[\w\-]{16,}/gv,
];

/** Hides what looks like a key, for text whose secrets nobody named. */
export function hideByShape(text: string): string {
	let hidden = text;
	for (const shape of shapes) {
		hidden = hidden.replaceAll(shape, '[hidden]');
	}

	return hidden;
}

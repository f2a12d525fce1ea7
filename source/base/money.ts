/** Dollars as the meter shows them: `$0.31`, `$4.12`, `$1,204`, and `<$0.01` for what is something and rounds to nothing. */
export function formatDollars(dollars: number): string {
	if (dollars > 0 && dollars < 0.005) {
		return '<$0.01';
	}

	const sign = dollars < 0 ? '-' : '';
	const amount = Math.abs(dollars);
	// Cents do not help anybody from a thousand on.
	return `${sign}$${amount >= 1000 ? Math.round(amount).toLocaleString('en-US') : amount.toFixed(2)}`;
}

/** A limit is a number that a person gave: `$20`, `$2.50`. */
export const formatLimit = (dollars: number): string => Number.isSafeInteger(dollars) ? `$${dollars.toLocaleString('en-US')}` : formatDollars(dollars);

/** Tokens in three figures: `812`, `4.1k`, `23k`, `1.2M`. */
export function formatTokens(tokens: number): string {
	if (tokens < 1000) {
		return String(tokens);
	}

	const [amount, unit] = tokens < 999_500 ? [tokens / 1000, 'k'] as const : [tokens / 1_000_000, 'M'] as const;
	return `${amount < 9.95 ? amount.toFixed(1) : Math.round(amount)}${unit}`;
}

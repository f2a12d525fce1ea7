/** The local calendar day of a moment, YYYY-MM-DD: budgets are by the day of the person's clock. */
export function localDay(at: number): string {
	const date = new Date(at);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last `count` local days, oldest first, today last. */
export function lastDays(at: number, count: number): string[] {
	const date = new Date(at);
	// By the calendar and not by 24 hours: a day of summer time has 23 or 25.
	return Array.from({length: count}, (_, index) => localDay(new Date(date.getFullYear(), date.getMonth(), date.getDate() - (count - 1 - index), 12).getTime()));
}

/** Unix milliseconds of the next local midnight. */
export function nextMidnight(at: number): number {
	const date = new Date(at);
	return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

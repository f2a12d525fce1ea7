const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of milliseconds in at most two units: `41s`, `3m12s`, `2h05m`, `4d07h`. */
export function formatSpan(milliseconds: number): string {
	const span = Math.max(0, milliseconds);
	if (span < minute) {
		return `${Math.floor(span / second)}s`;
	}

	if (span < hour) {
		return pair(span, {of: minute, unit: 'm', rest: second, restUnit: 's'});
	}

	if (span < day) {
		return pair(span, {of: hour, unit: 'h', rest: minute, restUnit: 'm'});
	}

	return pair(span, {of: day, unit: 'd', rest: hour, restUnit: 'h'});
}

/** YYYY-MM-DD in local time. */
export function localDay(at: number): string {
	const date = new Date(at);
	return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(number => String(number).padStart(2, '0')).join('-');
}

/** Local midnight, `back` days before the day of `at`. Counted by the calendar, because a day may have 23 or 25 hours. */
export function startOfLocalDay(at: number, back = 0): number {
	const date = new Date(at);
	return new Date(date.getFullYear(), date.getMonth(), date.getDate() - back).getTime();
}

/** HH:MM in local time. */
export const clockTime = (at: number): string => {
	const date = new Date(at);
	return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
};

type Units = {of: number; unit: string; rest: number; restUnit: string};

function pair(span: number, {of, unit, rest, restUnit}: Units): string {
	return `${Math.floor(span / of)}${unit}${String(Math.floor((span % of) / rest)).padStart(2, '0')}${restUnit}`;
}

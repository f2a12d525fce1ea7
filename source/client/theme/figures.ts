/** `$0.31`, `$123`; what was partly estimated is marked `~`. */
export function money(dollars: number, estimated: 'exact' | 'estimated' = 'exact'): string {
	const figure = dollars >= 100 ? `$${Math.round(dollars)}` : `$${dollars.toFixed(2)}`;
	return estimated === 'estimated' ? `~${figure}` : figure;
}

/** What something took: `41s`, `3m12s`, `14m`, `2h05m`, `3d4h`: seconds go at ten minutes, because nobody needs them then. */
export function duration(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	const minutes = Math.floor(seconds / 60);
	const hours = Math.floor(minutes / 60);
	if (minutes < 1) {
		return `${seconds}s`;
	}

	if (minutes < 10) {
		return `${minutes}m${twoDigits(seconds % 60)}s`;
	}

	if (hours < 1) {
		return `${minutes}m`;
	}

	return hours < 24 ? `${hours}h${twoDigits(minutes % 60)}m` : `${Math.floor(hours / 24)}d${hours % 24}h`;
}

/** For how long something has been so: `41s`, `3m`, `2h05m`, `3d4h`. Seconds go at a minute: a figure that changes all the time draws the eye for nothing. */
export const elapsed = (milliseconds: number): string => duration(milliseconds < 60_000 ? milliseconds : Math.max(milliseconds - (milliseconds % 60_000), 0)).replace('m00s', 'm');

/** Milliseconds until `elapsed` reads differently. */
export function untilNextElapsed(milliseconds: number): number {
	const step = milliseconds < 60_000 ? 1000 : (milliseconds < 86_400_000 ? 60_000 : 3_600_000);
	return step - (Math.max(0, milliseconds) % step);
}

/** `980`, `12.4k`, `3.1M`. */
export function tokens(count: number): string {
	if (count < 1000) {
		return String(count);
	}

	return count < 1_000_000 ? `${(count / 1000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

const bars = '▁▂▃▄▅▆▇█';

/** A column a number, against the greatest of them; nothing at all is the lowest. */
export function sparkline(values: readonly number[]): string {
	const greatest = Math.max(...values, 0);
	return values.map(value => bars[greatest === 0 ? 0 : Math.min(bars.length - 1, Math.round((value / greatest) * (bars.length - 1)))]).join('');
}

/** `▰▰▰▱▱`: a part of the whole, 0 to 1. Only what is complete is full. */
export function progressBar(part: number, width: number): string {
	const full = part >= 1 ? width : Math.min(width - 1, Math.round(part * width));
	return '▰'.repeat(Math.max(0, full)) + '▱'.repeat(width - Math.max(0, full));
}

/** Of the day, local: `14:03`. */
export function clock(milliseconds: number): string {
	const date = new Date(milliseconds);
	return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

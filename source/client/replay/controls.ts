import type {Key} from '../input/event.js';

export type Playing = {
	state: 'plays' | 'rests';
	/** 1 is as fast as it was. */
	speed: number;
};

export type ReplayAction = {type: 'leave'} | {type: 'toggle'} | {type: 'speed'; by: number} | {type: 'seek'; by: number} | {type: 'edge'; to: 'start' | 'end'};

const keys: ReadonlyArray<{names: string[]; action: ReplayAction}> = [
	{names: ['space'], action: {type: 'toggle'}},
	{names: ['right', 'l'], action: {type: 'seek', by: 5}},
	{names: ['left', 'h'], action: {type: 'seek', by: -5}},
	{names: ['up', '+'], action: {type: 'speed', by: 2}},
	{names: ['down', '-'], action: {type: 'speed', by: 0.5}},
	{names: ['home', 'g'], action: {type: 'edge', to: 'start'}},
	{names: ['end', 'G'], action: {type: 'edge', to: 'end'}},
	{names: ['q', 'escape'], action: {type: 'leave'}},
];

/** What a key does while a recording is played. */
export function replayAction({name, text, ctrl}: Key): ReplayAction | undefined {
	if (ctrl) {
		return name === 'c' || name === ']' ? {type: 'leave'} : undefined;
	}

	// With shift the key is the same and its text is another.
	const said = text.trim() === '' ? name : text;
	return keys.find(({names}) => names.includes(said))?.action;
}

/** `1:02:07`, `3:12`. */
export function clock(seconds: number): string {
	const whole = Math.floor(seconds);
	const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
	const rest = String(whole % 60).padStart(2, '0');
	return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** The line at the bottom: where it is, how fast, whether only a part is seen, and the keys, of which the last may be missed best: what has no room in `width` cells is left out whole. */
export function statusLine({position, duration}: {position: number; duration: number}, {state, speed}: Playing, {isCut = false, width = Infinity} = {}): string {
	const sign = state === 'plays' ? '▶' : (position >= duration ? '■' : '⏸');
	const [where, ...others] = [`${sign} ${clock(position)} of ${clock(duration)}`, `×${speed}`, ...isCut ? ['cropped'] : [], `space ${state === 'plays' ? 'pause' : 'play'}`, 'q leave', '← → 5 s', '+ - speed', 'g start'];
	let line = ` ${where}`;
	for (const part of others) {
		// All of it is narrow, and one cell is left at the end.
		if (line.length + part.length + 4 > width) {
			break;
		}

		line += `   ${part}`;
	}

	return `${line} `;
}

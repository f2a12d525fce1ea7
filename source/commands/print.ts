import process from 'node:process';
import {styleText} from 'node:util';
import {dropHanded} from '../client/herald/handed.js';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** All that a command says. Results go to stdout, everything about how it goes to stderr. */
export type Print = {
	/** Whether stdout is a terminal. */
	readonly terminal: boolean;
	/** Columns of the terminal; 80 when there is none. */
	readonly columns: number;
	line: (text?: string) => void;
	json: (value: unknown) => void;
	/** To stderr. */
	note: (text: string) => void;
	paint: (style: Style, text: string) => string;
	/** Says what is being waited for, on stderr, once it has taken a second. */
	during: <Result>(what: string, work: Promise<Result>) => Promise<Result>;
};

type Stream = {write: (text: string) => unknown; isTTY?: boolean; columns?: number};

export function createPrint(options: {stdout?: Stream; stderr?: Stream; environment: Readonly<Record<string, string | undefined>>}): Print {
	const {environment} = options;
	const [stdout, stderr] = [whenDropped(options.stdout ?? process.stdout), whenDropped(options.stderr ?? process.stderr)];
	const isTerminal = stdout.isTTY === true;
	const isColour = isTerminal && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
	return {
		terminal: isTerminal,
		columns: stdout.columns ?? 80,
		line(text = '') {
			stdout.write(`${text}\n`);
		},
		json(value) {
			stdout.write(`${JSON.stringify(value, undefined, '\t')}\n`);
		},
		note(text) {
			stderr.write(`${text}\n`);
		},
		paint: (style, text) => isColour ? styleText(style, text, {validateStream: false}) : text,
		during: async (what, work) => during({what, work, stderr}),
	};
}

/** What is said is for a shell, and not for a floor that is about to be opened. */
const whenDropped = (stream: Stream): Stream => ({
	isTTY: stream.isTTY === true,
	...(stream.columns === undefined ? {} : {columns: stream.columns}),
	write(text) {
		dropHanded();
		return stream.write(text);
	},
});

// Below this nobody wonders.
const patience = 1000;

async function during<Result>({what, work, stderr}: {what: string; work: Promise<Result>; stderr: Stream}): Promise<Result> {
	let isShown = false;
	const timer = setTimeout(() => {
		isShown = true;
		stderr.write(stderr.isTTY ? `${what} …` : `${what} …\n`);
	}, patience);
	try {
		return await work;
	} finally {
		clearTimeout(timer);
		if (isShown && stderr.isTTY) {
			stderr.write('\r\u{1B}[K');
		}
	}
}

import type {ThemeName} from '../floor/model.js';
import type {Theme} from './role.js';

/*
Colours by their role. The meaning colours are the sixteen of the terminal, so that a person's own palette holds; only the greys are
numbered, and fall back to the nearest of the sixteen where a terminal has no more.
*/

const meanings = {
	good: {color: 'green'},
	needs: {color: 'yellow', bold: true},
	bad: {color: 'red', bold: true},
	working: {color: 'green'},
	paused: {color: 'magenta'},
	added: {color: 'green'},
	removed: {color: 'red'},
	hunk: {color: 'cyan'},
	cursor: {inverse: true},
} as const;

const dark: Theme = {
	...meanings,
	text: {},
	dim: {color: 'ansi256(245)'},
	strong: {bold: true},
	border: {color: 'ansi256(240)'},
	focus: {color: 'cyan'},
	title: {color: 'ansi256(250)'},
	titleFocused: {color: 'cyan', bold: true},
	key: {color: 'cyan'},
	selected: {backgroundColor: 'ansi256(237)', bold: true},
	waits: {color: 'ansi256(245)'},
	held: {color: 'ansi256(250)'},
	unknown: {color: 'ansi256(250)'},
	money: {color: 'ansi256(250)'},
	rehearsal: {color: 'black', backgroundColor: 'yellow', bold: true},
};

const light: Theme = {
	...meanings,
	needs: {color: 'ansi256(130)', bold: true},
	good: {color: 'ansi256(28)'},
	working: {color: 'ansi256(28)'},
	added: {color: 'ansi256(28)'},
	text: {},
	dim: {color: 'ansi256(242)'},
	strong: {bold: true},
	border: {color: 'ansi256(250)'},
	focus: {color: 'blue'},
	title: {color: 'ansi256(238)'},
	titleFocused: {color: 'blue', bold: true},
	key: {color: 'blue'},
	selected: {backgroundColor: 'ansi256(254)', bold: true},
	waits: {color: 'ansi256(242)'},
	held: {color: 'ansi256(238)'},
	unknown: {color: 'ansi256(238)'},
	money: {color: 'ansi256(238)'},
	rehearsal: {color: 'black', backgroundColor: 'yellow', bold: true},
};

const contrast: Theme = {
	text: {color: 'whiteBright'},
	dim: {color: 'white'},
	strong: {color: 'whiteBright', bold: true},
	border: {color: 'white'},
	focus: {color: 'yellowBright', bold: true},
	title: {color: 'whiteBright', bold: true},
	titleFocused: {color: 'black', backgroundColor: 'yellowBright', bold: true},
	key: {color: 'yellowBright', bold: true},
	selected: {color: 'black', backgroundColor: 'whiteBright', bold: true},
	good: {color: 'greenBright', bold: true},
	needs: {color: 'yellowBright', bold: true},
	bad: {color: 'redBright', bold: true},
	working: {color: 'greenBright'},
	waits: {color: 'white'},
	held: {color: 'whiteBright'},
	paused: {color: 'magentaBright', bold: true},
	unknown: {color: 'whiteBright'},
	money: {color: 'whiteBright'},
	rehearsal: {color: 'black', backgroundColor: 'yellowBright', bold: true},
	added: {color: 'greenBright'},
	removed: {color: 'redBright'},
	hunk: {color: 'cyanBright'},
	cursor: {inverse: true},
};

/** No colour at all: shapes, words, weight and inversion carry everything. */
const mono: Theme = {
	text: {},
	dim: {dimColor: true},
	strong: {bold: true},
	border: {dimColor: true},
	focus: {bold: true},
	title: {},
	titleFocused: {bold: true, inverse: true},
	key: {bold: true},
	selected: {inverse: true},
	good: {},
	needs: {bold: true},
	bad: {bold: true},
	working: {},
	waits: {dimColor: true},
	held: {},
	paused: {},
	unknown: {},
	money: {},
	rehearsal: {inverse: true},
	added: {bold: true},
	removed: {dimColor: true},
	hunk: {underline: true},
	cursor: {inverse: true},
};

export const themes: Record<ThemeName, Theme> = {dark, light, contrast, mono};

const byName = {dark: 'dark', light: 'light', 'high-contrast': 'contrast'} as const satisfies Record<string, ThemeName>;

/**
The theme that a client starts with. NO_COLOR, when it is set to anything, is stronger than what is configured; `auto` is light where the
terminal says that it is (COLORFGBG, whose last number is the background's of the sixteen colours), else dark.
*/
export function chooseTheme(environment: Record<string, string | undefined>, configured: keyof typeof byName | 'auto' = 'auto'): ThemeName {
	if ((environment['NO_COLOR'] ?? '') !== '') {
		return 'mono';
	}

	if (configured !== 'auto') {
		return byName[configured];
	}

	const background = environment['COLORFGBG']?.split(';').at(-1);
	return background === '7' || background === '15' ? 'light' : 'dark';
}

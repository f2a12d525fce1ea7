import type {ColourDepth} from '../compositor/colour.js';
import type {Wrapper} from './wrapper.js';

type Environment = Readonly<Record<string, string | undefined>>;

export type Capabilities = {
	colours: ColourDepth;
	inside: Wrapper;
};

/** What the environment says of the terminal. NO_COLOR (not empty) means no colour at all; bold and reverse stay. */
export function capabilitiesOf(environment: Environment): Capabilities {
	return {colours: coloursOf(environment), inside: insideOf(environment)};
}

function coloursOf(environment: Environment): ColourDepth {
	const term = environment['TERM'] ?? '';
	if ((environment['NO_COLOR'] ?? '') !== '' || term === 'dumb' || /^vt\d/v.test(term)) {
		return 'none';
	}

	// Screen passes its own terminal's COLORTERM on to what runs in it, and knows 256 colours itself.
	if (insideOf(environment) === 'screen') {
		return term.includes('256') || isFull(environment) ? '256' : '16';
	}

	if (isFull(environment)) {
		return 'full';
	}

	return term.includes('256') ? '256' : '16';
}

const isFull = (environment: Environment): boolean => /^(?:truecolor|24bit)$/v.test(environment['COLORTERM'] ?? '') || /-direct|kitty|ghostty|alacritty|wezterm|foot/v.test(environment['TERM'] ?? '');

function insideOf(environment: Environment): Wrapper {
	if ((environment['TMUX'] ?? '') !== '') {
		return 'tmux';
	}

	return (environment['STY'] ?? '') === '' ? 'nothing' : 'screen';
}

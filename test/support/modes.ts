import type {Emulator} from '../client/compositor/emulator.js';

/** What is switched on in the person's terminal. */
export type Modes = {alternate: boolean; cursor: boolean; wrap: boolean; paste: boolean; mouse: string; focus: boolean};

/** A terminal as a shell expects it. */
export const asItWas: Modes = {alternate: false, cursor: true, wrap: true, paste: false, mouse: 'none', focus: false};

export function modesOf({terminal}: Emulator): Modes {
	const {modes, buffer} = terminal;
	// The public API does not tell whether the cursor is shown.
	const {_core: {coreService}} = terminal as unknown as {_core: {coreService: {isCursorHidden: boolean}}};
	return {
		alternate: buffer.active.type === 'alternate',
		cursor: !coreService.isCursorHidden,
		wrap: modes.wraparoundMode,
		paste: modes.bracketedPasteMode,
		mouse: modes.mouseTrackingMode,
		focus: modes.sendFocusMode,
	};
}

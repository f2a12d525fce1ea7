import type {TerminalModes} from '../../protocol/holder.js';
import type {CursorShape} from '../../protocol/screen-update.js';

/** The modes that a program sets and that are more than one number of the screen. */
export class Modes {
	applicationCursor = false;
	applicationKeypad = false;
	bracketedPaste = false;
	focusEvents = false;
	mouse: TerminalModes['mouse'] = 'none';
	/** 1005, 1006, 1015 or 1016; 0 for the old encoding. */
	mouseEncoding = 0;
	/** 1007: the wheel sends arrow keys on the alternate screen. On at first, as a person at a pager expects. */
	alternateScroll = true;
	autowrap = true;
	insert = false;
	/** 20: a line feed returns the carriage too. */
	newLine = false;
	origin = false;
	/** 45: the cursor goes back over the end of a row into the row that was wrapped. */
	reverseWrap = false;
	/** 1045: and into any row, from the first to the last one. */
	reverseWrapAround = false;
	/** 41: a tab behind the last column goes to the next row. */
	wrapsTabs = false;
	/** 40: columns may be switched (3). A pane keeps its width, so all that is left of it is that the screen is cleared. */
	allowsColumns = false;
	/** 5: the whole screen is drawn in reverse. */
	reversed = false;
	/** 3 */
	wideColumns = false;
	/** 95: columns are switched without clearing. */
	keepsText = false;
	/** DECSCL: which of DEC's terminals is spoken to, VT100 to VT400. */
	level: 1 | 2 | 3 | 4 = 4;
	/** 69: left and right margins may be set. */
	margins = false;
	cursorVisible = true;
	/** 2026 */
	synchronized = false;
	/** How many frames of 2026 are over. */
	frames = 0;
	/** 2027: text is cut into graphemes. */
	graphemes = true;
	/** 2031: changes of the theme are reported. */
	themeReports = false;
	/** 2048: changes of the size are reported. */
	sizeReports = false;
	/** `CSI > 4 ; n m` */
	modifyOtherKeys: TerminalModes['modifyOtherKeys'] = 0;
	/** By which rules cells were protected last. */
	protection: 'none' | 'iso' | 'dec' = 'none';
	cursorShape: CursorShape = 'own';
	cursorBlink = false;

	/** DECSTR */
	softReset(): void {
		this.applicationCursor = false;
		this.applicationKeypad = false;
		this.autowrap = true;
		this.insert = false;
		this.origin = false;
		this.margins = false;
		this.cursorVisible = true;
		this.modifyOtherKeys = 0;
		this.bracketedPaste = false;
		this.focusEvents = false;
		this.synchronized = false;
		this.reverseWrap = false;
		this.reverseWrapAround = false;
		this.cursorShape = 'own';
		this.cursorBlink = false;
	}

	/** RIS */
	reset(): void {
		Object.assign(this, new Modes(), {frames: this.frames});
	}
}

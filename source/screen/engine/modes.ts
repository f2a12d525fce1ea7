import type {TerminalModes} from '../../protocol/holder.js';

/** The modes that a program sets and that are more than one number of the screen. */
export class Modes {
	applicationCursor = false;
	applicationKeypad = false;
	bracketedPaste = false;
	focusEvents = false;
	mouse: TerminalModes['mouse'] = 'none';
	/** 1005, 1006, 1015 or 1016; 0 for the old encoding. */
	mouseEncoding = 0;
	/** 1007: the wheel sends arrow keys on the alternate screen. */
	alternateScroll = false;
	autowrap = true;
	insert = false;
	/** 20: a line feed returns the carriage too. */
	newLine = false;
	origin = false;
	reverseWrap = false;
	/** 69: left and right margins may be set. */
	margins = false;
	cursorVisible = true;
	/** 2026 */
	synchronized = false;
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
	cursorShape: 'block' | 'underline' | 'bar' = 'block';
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
		this.cursorShape = 'block';
		this.cursorBlink = false;
	}

	/** RIS */
	reset(): void {
		Object.assign(this, new Modes());
	}
}

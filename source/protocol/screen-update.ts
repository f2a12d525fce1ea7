import {isColor, underlineKinds, type Style} from '../screen/style.js';
import {ByteReader, ByteWriter} from './bytes.js';
import type {Size, TerminalModes} from './holder.js';
import {readRow, sizeLimit, writeRow, type UpdateRow} from './update-rows.js';

/*
A screen update: what brings a screen from one revision to a later one. It needs nothing but itself: the styles that its
rows use come with it, numbered from 1 (0 is the default style), so any update may be dropped and asked for again.

All numbers are LEB128, text is UTF-8 after its length in bytes (see bytes.ts):

	format                           1
	revision, base                   base 0: every row is here, and what was shown before is of no use
	cols, rows
	cursor x, cursor y, shape        shape: 0 block, 1 underline, 2 bar, 3 the terminal's own; 4 is added when it blinks, 8 when it is seen
	modes                            bits in the order of `modeFlags`; the mouse mode follows as a number of its own
	history lines
	1 + title, or 0                  the title only when it changed since base
	count of styles, each            foreground, background, attributes, underline kind, underline colour, link
	count of rows, each              y, count of runs, each a run
	keyboard                         kitty flags + 32 * modifyOtherKeys; left out when it is 0, and by holders that know neither
	encoding of the mouse            a number of `mouseEncodings`; left out, and the keyboard too, when the modes say all of it
	wrapped rows                     how many of the rows above go on what the row over them began, and of each its index among them;
	                                 left out, and the two before it too, when there are none, and by holders that do not tell
	lost lines                       how many lines left the history at its oldest end since the start; left out when there are none, and by
	                                 holders that do not tell
	1 + colour of the cursor         as 0xRRGGBB, when the program set one; left out when it did not, and by holders that do not tell
	1                                where the wheel is not to send arrow keys (mode 1007 off); left out, or 0, otherwise
	rows after a blank               of the wrapped rows those that a blank comes before which is part of the line, as the wrapped ones are told;
	                                 left out when there are none, and by holders that do not tell

Whoever reads an update leaves alone what follows the part that he knows: so parts may be added at the end.

A run is cells of one style, left to right; a row that ends early is blank from there on:

	cells * 8 + kind, style          kind 0: blanks. No more follows.
	text                             kind 1: one code point a cell      kind 2: one code point in two cells, `cells` counts code points
	                                 kind 3: one cluster in one cell    kind 4: one cluster in two cells (`cells` is 1)

Rows and runs are written and read in update-rows.ts.
*/

export {sizeLimit, type UpdateRow} from './update-rows.js';

/** `own` is what the person's terminal has; those before it took it for a block. */
export type CursorShape = 'block' | 'underline' | 'bar' | 'own';
export type Cursor = {x: number; y: number; visible: boolean; shape: CursorShape; blink: boolean; /** 0xRRGGBB, where the program set one. */ color?: number};

export type ScreenUpdate = {
	revision: number;
	/** The revision that this one changes; 0 when it is a whole screen. */
	base: number;
	size: Size;
	cursor: Cursor;
	modes: TerminalModes;
	historyLines: number;
	/** Lines that left the history since the start: counted with them, a line keeps its number. Left out when there are none, or nobody knows. */
	lostLines?: number;
	/** Undefined when it did not change. */
	title?: string;
	styles: Style[];
	rows: UpdateRow[];
};

const format = 1;
const cursorShapes: readonly CursorShape[] = ['block', 'underline', 'bar', 'own'];
const mouseModes: ReadonlyArray<TerminalModes['mouse']> = ['none', 'press', 'click', 'drag', 'any'];
const mouseEncodings: ReadonlyArray<TerminalModes['mouseEncoding']> = ['bytes', 'utf8', 'sgr', 'urxvt', 'pixels'];
const modeFlags = ['applicationCursor', 'applicationKeypad', 'bracketedPaste', 'focusEvents', 'alternateScreen'] as const;
// The bit after those: the encoding that nearly every program asks for.
const sgrBit = 2 ** modeFlags.length;

export function encodeScreenUpdate(update: ScreenUpdate): Uint8Array {
	const writer = new ByteWriter();
	const {cursor, modes} = update;
	writer.number(format);
	writer.number(update.revision);
	writer.number(update.base);
	writer.number(update.size.cols);
	writer.number(update.size.rows);
	writer.number(cursor.x);
	writer.number(cursor.y);
	writer.number(cursorShapes.indexOf(cursor.shape) + (cursor.blink ? 4 : 0) + (cursor.visible ? 8 : 0));
	writer.number(modeFlags.reduce((bits, name, bit) => bits + (modes[name] ? 2 ** bit : 0), modes.mouseEncoding === 'sgr' ? sgrBit : 0));
	writer.number(mouseModes.indexOf(modes.mouse));
	writer.number(update.historyLines);
	writer.number(update.title === undefined ? 0 : 1);
	if (update.title !== undefined) {
		writer.text(update.title);
	}

	writer.number(update.styles.length);
	for (const style of update.styles) {
		writeStyle(writer, style);
	}

	writer.number(update.rows.length);
	for (const row of update.rows) {
		writeRow(writer, row);
	}

	writeTail(writer, update);
	return writer.finish();
}

/** What holders of an older version do not tell: of each part only what comes before one that is needed. */
function writeTail(writer: ByteWriter, {cursor, modes, rows, lostLines = 0}: ScreenUpdate): void {
	const keyboard = modes.kittyFlags + (modes.modifyOtherKeys * 32);
	const isRareEncoding = modes.mouseEncoding !== 'bytes' && modes.mouseEncoding !== 'sgr';
	const wrapped = rows.flatMap(({isWrapped = false}, index) => isWrapped ? [index] : []);
	const afterBlank = rows.flatMap(({isAfterBlank = false}, index) => isAfterBlank ? [index] : []);
	const isSilentWheel = modes.alternateScroll === false;
	const color = cursor.color === undefined ? 0 : cursor.color + 1;
	const parts = [[keyboard], [mouseEncodings.indexOf(modes.mouseEncoding)], [wrapped.length, ...wrapped], [lostLines], [color], [isSilentWheel ? 1 : 0], [afterBlank.length, ...afterBlank]];
	const needed = [keyboard > 0, isRareEncoding, wrapped.length > 0, lostLines > 0, color > 0, isSilentWheel, afterBlank.length > 0];
	for (const number of parts.slice(0, needed.lastIndexOf(true) + 1).flat()) {
		writer.number(number);
	}
}

function writeStyle(writer: ByteWriter, style: Style): void {
	writer.number(style.foreground);
	writer.number(style.background);
	writer.number(style.attributes);
	writer.number(underlineKinds.indexOf(style.underline));
	writer.number(style.underlineColor);
	writer.text(style.link ?? '');
}

/** Throws RangeError for bytes that are no update, or that place something outside of its screen. */
export function decodeScreenUpdate(bytes: Uint8Array): ScreenUpdate {
	const reader = new ByteReader(bytes);
	const found = reader.number();
	if (found !== format) {
		throw new RangeError(`A screen update has format ${found}; this side reads ${format}.`);
	}

	const revision = reader.number();
	const base = reader.number();
	const size = {cols: reader.number(sizeLimit), rows: reader.number(sizeLimit)};
	const [x, y] = [reader.number(sizeLimit), reader.number(sizeLimit)];
	const shape = reader.number(15);
	const cursor: Cursor = {x, y, visible: (shape & 8) !== 0, blink: (shape & 4) !== 0, shape: cursorShapes[shape & 3]!};
	const plain = readModes(reader);
	const historyLines = reader.number();
	const title = reader.number(1) === 1 ? reader.text() : undefined;
	// Of a style come six bytes at least: more than there are bytes is garbage.
	const styles = Array.from({length: reader.number(bytes.length)}, () => readStyle(reader));
	const rows = Array.from({length: reader.number(size.rows)}, () => readRow(reader, {size, styles: styles.length}));
	const keyboard = reader.isAtEnd ? 0 : reader.number(95);
	const mouseEncoding = reader.isAtEnd ? plain.mouseEncoding : mouseEncodings[reader.number(mouseEncodings.length - 1)]!;
	readIndexes(reader, rows, row => {
		row.isWrapped = true;
	});
	const lostLines = reader.isAtEnd ? 0 : reader.number();
	const color = reader.isAtEnd ? 0 : reader.number(0x1_00_00_00);
	if (color > 0) {
		cursor.color = color - 1;
	}

	const isSilentWheel = !reader.isAtEnd && reader.number(1) === 1;
	readIndexes(reader, rows, row => {
		row.isAfterBlank = true;
	});
	const modes: TerminalModes = {...plain, ...(isSilentWheel ? {alternateScroll: false} : {}), mouseEncoding, kittyFlags: keyboard % 32, modifyOtherKeys: Math.floor(keyboard / 32) as 0 | 1 | 2};
	return {revision, base, size, cursor, modes, historyLines, ...(lostLines === 0 ? {} : {lostLines}), ...(title === undefined ? {} : {title}), styles, rows};
}

function readModes(reader: ByteReader): Omit<TerminalModes, 'kittyFlags' | 'modifyOtherKeys'> {
	const bits = reader.number(2 * sgrBit);
	const [applicationCursor, applicationKeypad, bracketedPaste, focusEvents, alternateScreen] = modeFlags.map((_, bit) => (bits & (2 ** bit)) !== 0) as [boolean, boolean, boolean, boolean, boolean];
	return {applicationCursor, applicationKeypad, bracketedPaste, focusEvents, alternateScreen, mouseEncoding: (bits & sgrBit) === 0 ? 'bytes' : 'sgr', mouse: mouseModes[reader.number(mouseModes.length - 1)]!};
}

function readStyle(reader: ByteReader): Style {
	const [foreground, background, attributes] = [readColor(reader), readColor(reader), reader.number(255)];
	const underline = underlineKinds[reader.number(underlineKinds.length - 1)]!;
	const underlineColor = readColor(reader);
	const link = reader.text();
	return link === '' ? {foreground, background, attributes, underline, underlineColor} : {foreground, background, attributes, underline, underlineColor, link};
}

function readColor(reader: ByteReader): number {
	const color = reader.number();
	if (!isColor(color)) {
		throw new RangeError(`A screen update holds the colour ${color}, which is none.`);
	}

	return color;
}

function readIndexes(reader: ByteReader, rows: UpdateRow[], tell: (row: UpdateRow) => void): void {
	for (let left = reader.isAtEnd ? 0 : reader.number(rows.length); left > 0; left--) {
		tell(rows[reader.number(rows.length - 1)]!);
	}
}

import type {Terminal} from '@xterm/headless';

/*
What is used of the inside of @xterm/headless, whose version is pinned for it. Its public side parses a turn of the event loop
later (1.4 ms on every key), tells neither the colour of an underline nor the address of a link, and reads a screen cell by
cell through objects.
*/

/** Three numbers a cell: content (code point, flag for clusters, width), foreground with flags, background with flags. */
export type XtermLine = {
	readonly _data: Uint32Array;
	readonly _combined: Record<number, string>;
	readonly _extendedAttrs: Record<number, XtermExtended | undefined>;
	readonly length: number;
	readonly isWrapped: boolean;
	translateToString(isTrimmed: boolean, start?: number, end?: number, columns?: number[]): string;
};

export type XtermExtended = {readonly underlineStyle: number; readonly underlineColor: number; urlId: number; clone(): XtermExtended};

export type XtermBuffer = {
	readonly x: number;
	readonly y: number;
	readonly ybase: number;
	readonly lines: {readonly length: number; /** The oldest lines were dropped. */ onTrim(listener: (count: number) => void): unknown; get(index: number): XtermLine | undefined};
};

export type XtermCore = {
	readonly _inputHandler: {
		/** Parses at once; the parser's handlers must not be asynchronous. */
		parse(bytes: Uint8Array): void;
		readonly _parser: {reset(): void};
		readonly _curAttrData: {extended: XtermExtended; updateExtended(): void};
	};
	readonly buffers: {readonly active: XtermBuffer; readonly normal: XtermBuffer; readonly alt: XtermBuffer};
	readonly coreService: {
		readonly isCursorHidden: boolean;
		readonly decPrivateModes: {readonly cursorStyle?: 'block' | 'underline' | 'bar'; readonly cursorBlink?: boolean};
	};
	readonly coreMouseService: {readonly activeEncoding: string};
};

export const coreOf = (terminal: Terminal): XtermCore => (terminal as unknown as {_core: XtermCore})._core;

export const cellSize = 3;

export const content = {codePoint: 0x1F_FF_FF, cluster: 0x20_00_00, widthShift: 22} as const;

/** In both colours; the mode's two bits are: default, palette of 16, palette of 256, RGB. */
export const color = {modeShift: 24, mode: 3, value: 0xFF_FF_FF, index: 0xFF} as const;

export const foregroundFlag = {inverse: 0x4_00_00_00, bold: 0x8_00_00_00, underline: 0x10_00_00_00, blink: 0x20_00_00_00, invisible: 0x40_00_00_00, strike: 0x80_00_00_00} as const;

export const backgroundFlag = {italic: 0x4_00_00_00, dim: 0x8_00_00_00, extended: 0x10_00_00_00, overline: 0x40_00_00_00} as const;

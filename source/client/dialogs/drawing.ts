import type {ClientModel} from '../floor/model.js';
import {hintsFor} from '../bindings/hints.js';
import {fit, span, type Line} from '../theme/line.js';
import {keepPieces, joinPieces, piece} from '../theme/pieces.js';
import {drawAdd, drawAnswer, drawBudget, drawConfirm, drawReject, drawSearch} from './asking.js';
import {drawClipboard} from './clipboard.js';
import {drawEdit, drawHelp, drawOpen, drawPalette} from './choosing.js';

/** A dialog as rows, without its border. */
export type DialogDrawing = {
	title: string;
	width: number;
	lines: Line[];
	/** Which rows are choices. */
	choices: Array<{line: number; index: number}>;
};

/** What a kind of dialog draws above its line of keys. */
export type DialogBody = {title: string; lines: Line[]; choices?: Array<{line: number; index: number}>};

export type Room = {width: number; height: number};

// Wider than this a line of prose is hard to read.
const widest = 84;

/** The open dialog, at most as large as `available`; undefined when none is open. */
export function dialogDrawing(model: ClientModel, available: Room): DialogDrawing | undefined {
	const {dialog} = model.ui;
	if (dialog === undefined) {
		return undefined;
	}

	const width = Math.min(widest, available.width - 4);
	// Two rows of border, an empty one and the keys.
	const room = {width, height: available.height - 4};
	const {title, lines, choices = []} = body(model, room);
	const shown = lines.slice(0, room.height);
	return {title, width, lines: [...shown, fit([], width), keyLine(model, width)].map(line => fit(line, width)), choices: choices.filter(({line}) => line < shown.length)};
}

function body(model: ClientModel, room: Room): DialogBody {
	const dialog = model.ui.dialog!;
	switch (dialog.kind) {
		case 'palette': {
			return drawPalette(model, dialog, room);
		}

		case 'help': {
			return drawHelp(model, dialog, room);
		}

		case 'edit': {
			return drawEdit(model, dialog, room);
		}

		case 'open': {
			return drawOpen(model, dialog, room);
		}

		case 'answer': {
			return drawAnswer(dialog, room);
		}

		case 'reject': {
			return drawReject(dialog, room);
		}

		case 'confirm': {
			return drawConfirm(dialog, room);
		}

		case 'add': {
			return drawAdd(model, dialog, room);
		}

		case 'search': {
			return drawSearch(model, dialog, room);
		}

		case 'budget': {
			return drawBudget(model, dialog, room);
		}

		case 'clipboard': {
			return drawClipboard(model, dialog, room);
		}
	}
}

function keyLine(model: ClientModel, width: number): Line {
	const hints = hintsFor(model).map(({keys, words, rank}) => piece(rank, span(keys, 'key'), span(` ${words}`, 'dim')));
	return joinPieces(keepPieces(hints, {width, gap: 3}), 3);
}

import {graphemesOf} from '../../../base/graphemes.js';
import {drawBorders, type Outline} from '../../../geometry/borders.js';
import {columnsOf} from '../../../screen/width.js';
import type {Arrangement, Spot} from '../../floor/arrange.js';
import type {ClientModel, PanelName} from '../../floor/model.js';
import {cutTo, span, widthOf, type Line} from '../../theme/line.js';
import type {Role} from '../../theme/role.js';
import {panels} from '../all.js';
import {sessionTitle} from '../session/title.js';

/** Of each cell of a row what it shows, and which of them mean more than a border: what comes later counts. */
type Row = {texts: string[]; marks: Mark[]};

type Mark = {from: number; to: number; role: Role};

/** All borders of the body with the titles in them, a line a row. Borders that neighbours share are drawn once; the insides are blank. */
export function frameLines(model: ClientModel, {spots, body, windows}: Arrangement): Line[] {
	const cells = drawBorders(spots.map(({rect, isOpen}) => ({...rect, y: rect.y - body.y, isOpen})), body);
	const grid: Row[] = cells.map(texts => ({texts, marks: []}));
	const needing = new Set(model.floor.sessions.filter(({state}) => state === 'asks').map(({id}) => id));
	const focused = spots.find(({id}) => id === model.ui.focus);
	if (focused !== undefined && spots.length > 1) {
		tint(grid, {...focused.rect, y: focused.rect.y - body.y, isOpen: focused.isOpen, role: 'focus'});
	}

	for (const {id, rect} of spots) {
		if (id !== focused?.id && needing.has(id)) {
			tint(grid, {...rect, y: rect.y - body.y, height: 1, role: 'needs'});
		}
	}

	for (const spot of spots) {
		const width = spot.rect.width - 4;
		const {left, right} = titleOf(model, {spot, windows, width});
		stamp(grid, {spot, row: spot.rect.y - body.y, left, right, isFocused: spot === focused});
	}

	return grid.map(row => merge(row));
}

function titleOf(model: ClientModel, {spot, windows, width}: {spot: Spot; windows: Arrangement['windows']; width: number}): {left: Line; right: Line} {
	if (spot.kind === 'vacant') {
		return {left: [span('sessions', 'title')], right: []};
	}

	if (spot.kind === 'session') {
		const session = model.floor.sessions.find(({id}) => id === spot.id);
		return session === undefined ? {left: [], right: []} : sessionTitle(model, session, width);
	}

	const name = spot.id as PanelName;
	const panel = panels[name];
	const window = windows[name];
	const title: Line = [span(panel.title(model), model.ui.focus === name ? 'titleFocused' : 'title')];
	const shown = window?.rows.length ?? 0;
	const place: Line = window === undefined || window.total <= shown ? [] : [span(`${window.top + 1}–${window.top + shown} of ${window.total}`, 'dim')];
	const note = panel.note(model);
	const both = note.length > 0 && place.length > 0 ? [...note, span('  '), ...place] : [...note, ...place];
	const right = widthOf(title) + widthOf(both) + 4 <= width ? both : (widthOf(title) + widthOf(place) + 4 <= width ? place : []);
	return {left: cutTo(title, width), right};
}

/** A border in a colour of its own: of the pane that has the focus, and over the ones whose agent asks. */
function tint(grid: Row[], {x, y, width, height, isOpen = false, role}: Outline & {role: Role}): void {
	for (const [row, {marks}] of grid.slice(y, y + height).entries()) {
		if (row === 0 || row === height - 1) {
			marks.push({from: x, to: x + width, role});
		} else if (!isOpen) {
			marks.push({from: x, to: x + 1, role}, {from: x + width - 1, to: x + width, role});
		}
	}
}

type Stamp = {spot: Spot; row: number; left: Line; right: Line; isFocused: boolean};

/** `╭ title ───── note ╮`: the focused one has a mark in place of its first space, so that it is known without colour. */
function stamp(grid: Row[], {spot: {rect}, row, left, right, isFocused}: Stamp): void {
	const line = grid[row];
	if (line === undefined) {
		return;
	}

	if (left.length > 0) {
		write(line, rect.x + 1, [span(isFocused ? '▸' : ' ', 'focus'), ...left, span(' ')]);
	}

	if (right.length > 0) {
		write(line, rect.x + rect.width - widthOf(right) - 3, [span(' '), ...right, span(' ')]);
	}
}

function write({texts, marks}: Row, from: number, content: Line): void {
	let column = from;
	for (const {text, role = 'text'} of content) {
		const start = column;
		for (const segment of graphemesOf(text)) {
			const width = Math.max(1, columnsOf(segment));
			// The second half of a wide character is a cell without text.
			texts.fill('', column, column + width);
			texts[column] = segment;
			column += width;
		}

		marks.push({from: start, to: column, role});
	}
}

function merge({texts, marks}: Row): Line {
	const line: Array<{text: string; role: Role}> = [];
	const edges = new Set([0, texts.length, ...marks.flatMap(({from, to}) => [from, to])].filter(edge => edge >= 0 && edge <= texts.length));
	const places = [...edges].toSorted((one, other) => one - other);
	for (const [index, from] of places.slice(0, -1).entries()) {
		const text = texts.slice(from, places[index + 1]).join('');
		const role = marks.findLast(mark => mark.from <= from && from < mark.to)?.role ?? 'border';
		const last = line.at(-1);
		// A space looks the same in all that has no background.
		if (last !== undefined && (role === last.role || (role === 'border' && text.trim() === ''))) {
			last.text += text;
		} else {
			line.push({text, role});
		}
	}

	return line;
}

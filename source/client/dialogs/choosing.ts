import {contextsUnder} from '../bindings/active-contexts.js';
import {helpSections} from '../bindings/help.js';
import {projectName} from '../floor/current.js';
import type {ClientModel} from '../floor/model.js';
import {cellsToLine, fit, plain, selectedLine, span, wrap, type Line} from '../theme/line.js';
import {choicesOf, type Choice} from './choices.js';
import type {DialogBody, Room} from './drawing.js';
import {inputLine} from './input-line.js';
import {projectLines} from './project-lines.js';
import type {EditDialog, HelpDialog, OpenDialog, PaletteDialog} from './state.js';

export function drawPalette(model: ClientModel, dialog: PaletteDialog, room: Room): DialogBody {
	const keysWidth = 10;
	return list(model, {dialog, room, title: 'command', empty: 'what to do', row({text, keys = '', off}, width) {
		const words: Line = off === undefined ? [span(text)] : [span(text, 'dim'), span(`   ${off}`, 'needs')];
		return cellsToLine([{line: words, width: width - keysWidth - 2}, {line: [span(keys.split(' ', 1)[0]!, 'key')], width: keysWidth, align: 'right'}]);
	}});
}

export function drawEdit(model: ClientModel, dialog: EditDialog, room: Room): DialogBody {
	const fileWidth = Math.floor(room.width * 0.45);
	return list(model, {dialog, room, title: `edit the inputs${named(model, dialog.project)}`, empty: 'which one', row: ({text, id = ''}, width) => cellsToLine([{line: [span(text)], width: width - fileWidth - 2}, {line: [span(plain(id), 'dim')], width: fileWidth}])});
}

function named(model: ClientModel, project: string): string {
	const name = projectName(model, project);
	return name === undefined ? '' : ` of ${plain(name, 30)}`;
}

export function drawOpen(model: ClientModel, dialog: OpenDialog, room: Room): DialogBody {
	const nameWidth = Math.min(24, Math.floor(room.width * 0.4));
	const above = projectLines(model, dialog);
	const body = list(model, {dialog, room: {...room, height: Math.min(room.height - above.length, dialog.agents.length + 2)}, title: 'open an agent', empty: 'which one', row: ({text, id = ''}, width) => cellsToLine([{line: [span(plain(text, 60))], width: nameWidth}, {line: [span(plain(id, 200), 'dim')], width: width - nameWidth - 2}])});
	return {...body, lines: [...above, ...body.lines], choices: (body.choices ?? []).map(({line, index}) => ({line: line + above.length, index}))};
}

type ListOf = {
	dialog: PaletteDialog | EditDialog | OpenDialog;
	room: Room;
	title: string;
	empty: string;
	row: (choice: Choice, width: number) => Line;
};

/** A filter above the choices that match it, as many as there is room for around the selected one. Its height does not change with the filter. */
function list(model: ClientModel, {dialog, room, title, empty, row}: ListOf): DialogBody {
	const choices = choicesOf(model, dialog);
	const height = Math.max(1, Math.min(14, room.height - 2));
	const top = Math.max(0, Math.min(dialog.selected - Math.floor(height / 2), choices.length - height));
	const shown = choices.slice(top, top + height);
	const rows = shown.map((choice, index): Line => {
		const line = fit([span(top + index === dialog.selected ? '▸ ' : '  ', 'key'), ...row(choice, room.width - 2)], room.width);
		return top + index === dialog.selected ? selectedLine(line) : line;
	});
	const nothing: Line[] = rows.length === 0 ? [[span('  Nothing is called that.', 'dim')]] : [];
	const filler: Line[] = Array.from({length: height - rows.length - nothing.length}, () => []);
	return {
		title: choices.length > height ? `${title}  ${top + 1}–${top + shown.length} of ${choices.length}` : title,
		lines: [inputLine(dialog.input, {width: room.width, empty}), [], ...rows, ...nothing, ...filler],
		choices: shown.map((_, index) => ({line: index + 2, index: top + index})),
	};
}

export function drawHelp(model: ClientModel, {input, top}: HelpDialog, {width, height}: Room): DialogBody {
	const keysWidth = Math.min(24, Math.floor(width / 3));
	const all = helpSections(model.keys, {filter: input.text, first: contextsUnder(model)}).flatMap(({title, rows}, index): Line[] => [
		...(index === 0 ? [] : [[]]),
		[span(title, 'strong')],
		...rows.flatMap(({keys: own, words}) => wrap(words, width - keysWidth - 2).map((text, row) =>
			cellsToLine([{line: row === 0 ? [span(own.join(' '), 'key')] : [], width: keysWidth}, {line: [span(text)], width: width - keysWidth - 2}]))),
	]);
	const room = Math.max(1, height - 2);
	const first = Math.max(0, Math.min(top, all.length - room));
	const shown = all.slice(first, first + room);
	const nothing: Line[] = shown.length === 0 ? [[span('No key does that.', 'dim')]] : [];
	const filler: Line[] = Array.from({length: room - shown.length - nothing.length}, () => []);
	return {
		title: all.length > room ? `help  ${first + 1}–${first + shown.length} of ${all.length}` : 'help',
		lines: [inputLine(input, {width, empty: 'type to filter, ↑ ↓ to scroll'}), [], ...shown, ...nothing, ...filler],
	};
}

import type {ClientModel} from '../../floor/model.js';
import {money, sparkline} from '../../theme/figures.js';
import {fit, plain, span, widthOf, type Line} from '../../theme/line.js';
import {joinPieces, keepPieces, piece, type Piece} from '../../theme/pieces.js';

const gap = 3;

/** The name, the projects, what is under way, and what it costs. */
export function topLine(model: ClientModel): Line {
	const {cols} = model.size;
	const left = leftPieces(model);
	const middle = countPieces(model);
	const right = spendPieces(model);
	const kept = keepPieces([...left, ...middle, ...right], {width: cols - 2, gap});
	const [first, second, third] = [left, middle, right].map(part => joinPieces(kept.filter(candidate => part.includes(candidate)), gap)) as [Line, Line, Line];
	const free = cols - 2 - widthOf(first) - widthOf(second) - widthOf(third);
	// The counts stand nearer to the spend than to the projects, as a group of figures.
	const after = Math.max(1, Math.min(8, Math.floor(free / 2)));
	return fit([span(' '), ...first, span(' '.repeat(Math.max(1, free - after))), ...second, span(' '.repeat(after)), ...third], cols);
}

function leftPieces({floor}: ClientModel): Piece[] {
	const names = floor.projects.map(({name, paused}) => `${plain(name, 24)}${paused ? ' ‖ paused' : ''}`);
	const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
	return [
		piece(0, span('millwright', 'strong')),
		...(floor.rehearsal === undefined ? [] : [piece(1, span(' REHEARSAL ', 'rehearsal')), piece(7, span('no model is called', 'dim'))]),
		...(shown.length === 0 ? [] : [piece(6, span(shown.join('  ')))]),
	];
}

function countPieces({floor}: ClientModel): Piece[] {
	const merged = floor.projects.reduce((total, {counts}) => total + counts.merged, 0);
	const needs = floor.inbox.length;
	const working = floor.sessions.filter(({state, waits}) => waits === undefined && (state === 'working' || state === 'starting')).length;
	return [
		{...piece(2, span(`● ${working} working`, working > 0 ? 'working' : 'dim')), least: '● 10 working'.length},
		{...piece(1, span(needs === 1 ? '▲ 1 needs you' : `▲ ${needs} need you`, needs > 0 ? 'needs' : 'dim')), least: '▲ 10 need you'.length},
		{...piece(5, span(`✓ ${merged} merged`, 'dim')), least: '✓ 10 merged'.length},
	];
}

function spendPieces({floor: {spend}}: ClientModel): Piece[] {
	const isOver = spend.limit !== undefined && spend.today >= spend.limit;
	return [
		{...piece(3, span(money(spend.today), isOver ? 'bad' : 'strong')), least: '$10.00'.length},
		...(spend.limit === undefined ? [] : [{...piece(4, span(`of ${money(spend.limit).replace('.00', '')}`, 'dim')), gap: 1}]),
		{...piece(3, span('today', 'dim')), gap: 1},
		{...piece(8, span(sparkline(spend.days), 'money')), gap: 1},
	];
}

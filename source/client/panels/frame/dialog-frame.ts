import type {Arrangement} from '../../floor/arrange.js';
import {cutTo, span, widthOf, type Line} from '../../theme/line.js';

/** A dialog with its border around it: the one box that lies over others. */
export function dialogLines({rect, drawing}: NonNullable<Arrangement['dialog']>): Line[] {
	const inner = rect.width - 2;
	const title = cutTo([span(drawing.title, 'titleFocused')], inner - 4);
	const rule = '─'.repeat(Math.max(0, inner - widthOf(title) - 2));
	return [
		[span('╭', 'focus'), span(' '), ...title, span(' '), span(rule, 'focus'), span('╮', 'focus')],
		...drawing.lines.slice(0, rect.height - 2).map((line): Line => [span('│', 'focus'), span(' '), ...line, span(' '), span('│', 'focus')]),
		[span('╰', 'focus'), span('─'.repeat(inner), 'focus'), span('╯', 'focus')],
	];
}

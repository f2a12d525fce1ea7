import {firstKey} from '../../bindings/first-key.js';
import type {ClientModel} from '../../floor/model.js';
import {duration} from '../../theme/figures.js';
import {cutTo, fit, plain, span, widthOf, type Line} from '../../theme/line.js';
import {itemShape, primaryAction} from '../inbox/item.js';
import {newsShape} from '../log/panel.js';

/** Who needs the person, and why; when nobody does, that and the last news. */
export function inboxLine(model: ClientModel): Line {
	const {floor, size, connection} = model;
	if (connection === 'down') {
		return fit([span(' ✗ ', 'bad'), span('The daemon does not answer; the agents go on. Trying again …')], size.cols);
	}

	return floor.inbox.length === 0 ? calm(model) : urgent(model);
}

function urgent(model: ClientModel): Line {
	const {floor, size: {cols}} = model;
	const item = floor.inbox[0]!;
	const title: Line = [span(' '), ...itemShape(item), span(' '), span(plain(item.title), 'strong')];
	const first: Line = [span(firstKey(model, 'answer'), 'key'), span(` ${item.actions.includes('approve') ? 'review' : primaryAction(item).words}`)];
	const more: Line = [
		...(floor.inbox.length > 1 ? [span(' '.repeat(3)), span(firstKey(model, 'next'), 'key'), span(' next')] : []),
		span(' '.repeat(3)),
		span(firstKey(model, 'inbox'), 'key'),
		span(' inbox'),
	];
	// Why somebody needs the person matters more than the keys that go round the inbox.
	const keys = [...first, ...(widthOf(title) + widthOf(first) + widthOf(more) + 5 <= cols ? more : []), span(' ')];
	const room = cols - widthOf(keys) - 4;
	const advice: Line = item.recommended === undefined ? [] : [span('   recommended: ', 'dim'), span(plain(item.recommended), 'good')];
	const said = widthOf(title) + widthOf(advice) <= room || widthOf(title) + 24 <= room ? [...title, ...advice] : title;
	return fit([...fit(cutTo(said, room), room), span(' '.repeat(4)), ...keys], cols);
}

function calm({floor, size, now}: ClientModel): Line {
	const last = floor.news.at(-1);
	const news: Line = last === undefined ? [] : [span(' '.repeat(3)), ...newsShape(last), span(' '), span(plain(last.text), 'dim'), span(`  ${duration(now - last.at)} ago`, 'dim')];
	return fit([span(' Nobody needs you.', 'dim'), ...news], size.cols);
}

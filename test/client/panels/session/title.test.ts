import test from 'ava';
import type {SessionView} from '../../../../source/protocol/session.js';
import {sessionTitle} from '../../../../source/client/panels/session/title.js';
import {widthOf, type Line} from '../../../../source/client/theme/line.js';
import {now, session} from '../../fixtures/floor.js';
import {model} from '../../fixtures/model.js';

const textOf = (line: Line) => line.map(({text}) => text).join('');

function title(change: Partial<SessionView>, width = 100): string {
	const {left, right} = sessionTitle(model(), session(1, change), width);
	return `${textOf(left)} ${'─'.repeat(width - widthOf(left) - widthOf(right) - 2)} ${textOf(right)}`;
}

test('what a program says of itself stands in the border of its pane, behind what it is', t => {
	t.is(title({headline: 'Fixing the tests of the parser'}), '1 shop/csv-import  build 1/2  builtin  claude-sonnet-5  Fixing the tests of … ─ ● working  3m  $0.31');
	t.is(title({headline: 'which delimiter do the exports use?', state: 'asks', model: undefined, agent: 'own'}), '1 shop/csv-import  build 1/2  own  which delimiter do the exports use? ─────────── ▲ asks  3m  $0.31');
});

test('it takes no room from anything else, and is cut where there is little', t => {
	const quiet = title({}, 80);
	t.is(title({headline: 'Fixing the tests of the parser'}, 80), quiet);
	t.regex(title({headline: 'Fixing the tests of the parser'}, 96), /claude-sonnet-5 {2}Fixing the tests… ─ ● working/v);
	for (let width = 20; width < 160; width++) {
		const {left, right} = sessionTitle(model(), session(1, {headline: '漢字 '.repeat(40)}), width);
		t.true(widthOf(left) + widthOf(right) + 2 <= width, `${width}`);
	}
});

test('what is known already, and the last words of one that has ended, are not said', t => {
	const ended = {state: 'done' as const, endedAt: now};
	for (const headline of ['Builtin', 'csv-import', '', ' ']) {
		t.is(title({headline}), title({}));
	}

	t.is(title({...ended, headline: 'gone'}), title(ended));
});

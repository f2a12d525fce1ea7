import test from 'ava';
import {deriveState} from '../../../source/daemon/sessions/derive-state.js';
import {record} from './record.js';

const question = {id: 'q', text: 'which?', recommended: 'a', choices: [], why: ''};

test('the surest evidence decides: an exit, then the person, the budget, a question, the program, and only then that it runs', t => {
	const program = {state: 'blocked'} as const;
	const everything = {endedAt: 1, frozen: true, refused: 'no money', question, launched: false};
	t.is(deriveState({record: record(everything), reachable: false, program}).evidence, 'exit');
	t.is(deriveState({record: record({...everything, endedAt: undefined}), reachable: false, program}).evidence, 'paused by you');
	t.is(deriveState({record: record({...everything, endedAt: undefined, frozen: false}), reachable: false, program}).evidence, 'budget');
	t.is(deriveState({record: record({question, launched: false}), reachable: false, program}).state, 'asks');
	t.is(deriveState({record: record({launched: false}), reachable: false, program}).state, 'starting');
	t.is(deriveState({record: record(), reachable: false, program}).state, 'unknown', 'no answer is not death');
	t.is(deriveState({record: record(), reachable: true, program}).state, 'asks');
	t.is(deriveState({record: record(), reachable: true, program: {state: 'done'}}).state, 'idle');
	t.is(deriveState({record: record(), reachable: true, program: {state: 'error'}}).state, 'working');
	t.deepEqual(deriveState({record: record(), reachable: true}), {state: 'working', evidence: 'it runs'});
	t.is(deriveState({record: record({endedAt: 1, state: 'failed'}), reachable: false}).state, 'failed');
});

test('what a program says of itself is freed of control characters', t => {
	t.notRegex(deriveState({record: record(), reachable: true, program: {state: 'working', message: '\u{1B}[31mred'}}).headline!, /\u{1B}/v);
	t.is(deriveState({record: record(), reachable: true, program: {state: 'working', message: ' '}}).headline, undefined);
});

test('what turns in front of a title is none of its words', t => {
	const said = (title: string) => deriveState({record: record(), reachable: true, title}).headline;
	for (const title of ['⠋ Fixing tests', '⠙ Fixing tests', '✳ Fixing tests', '◐ Fixing tests', '· Fixing tests', '✋\u{FE0F} Fixing tests', '| Fixing tests', 'Fixing tests']) {
		t.is(said(title), 'Fixing tests', `“${title}”`);
	}

	for (const title of ['~/work', '[vim] a.txt', '…', '$', 'ana@host: ~/work']) {
		t.is(said(title), title);
	}
});

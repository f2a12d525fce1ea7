import process from 'node:process';
import path from 'node:path';
import test from 'ava';
import {gateDoubts} from '../../source/commands/gate-doubts.js';
import type {GateSpec} from '../../source/protocol/project.js';

const gate = (name: string, command: string[], more: Partial<GateSpec> = {}): GateSpec => ({name, command, timeout: 60, proof: 'tests', source: '', setup: [], ...more});
const place = {folder: '/', search: path.dirname(process.execPath)};

test('a gate whose program, or whose setup\'s, is nowhere is named, once', t => {
	t.deepEqual(gateDoubts([gate('all', ['node', '--test'])], place), []);
	const doubts = gateDoubts([gate('unit', ['no-such-program', 'test']), gate('vet', ['no-such-program', 'vet']), gate('web', ['node'], {setup: [['no-such-installer']]}), gate('own', ['./no-such-script']), gate('made', ['vendor/bin/made-by-setup'])], place);
	t.is(doubts.length, 3);
	t.regex(doubts[0]!, /`no-such-program` of the gate `unit` was not found/v);
	t.regex(doubts[1]!, /`no-such-installer` of the gate `web`/v);
	t.regex(doubts[2]!, /`\.\/no-such-script` of the gate `own`/v);
});

test('gates of which none shows that tests ran are doubted', t => {
	t.regex(gateDoubts([gate('lint', ['node'], {proof: 'exit'})], place).join(' '), /No gate shows that tests ran/v);
	t.deepEqual(gateDoubts([], place), [], 'that there is none is said already');
});

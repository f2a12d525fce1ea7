import process from 'node:process';
import test from 'ava';
import fc from 'fast-check';
import stringWidth from 'string-width';
import type {SessionView} from '../../../source/protocol/session.js';
import type {SpendRow} from '../../../source/protocol/spend.js';
import {panelNames, themeNames} from '../../../source/client/floor/model.js';
import {reduce} from '../../../source/client/floor/reduce.js';
import {untilNextChange} from '../../../source/client/floor/next-change.js';
import {emptyFloor} from '../../../source/client/floor/start.js';
import {taskStates, sessionStates} from '../../../source/client/theme/states.js';
import {anyText} from '../../support/any-text.js';
import {item, now, project, review, richFloor, rule, runs, session, task} from '../fixtures/floor.js';
import {draw, drawInColour, press} from '../fixtures/frame.js';
import {model} from '../fixtures/model.js';

// The drawings tell the time of the day.
process.env['TZ'] = 'UTC';

const sizes = [{cols: 80, rows: 24}, {cols: 120, rows: 40}, {cols: 200, rows: 60}];
const at = ({cols, rows}: {cols: number; rows: number}) => `${cols}×${rows}`;

for (const size of sizes) {
	for (const layout of ['floor', 'focus', 'grid', 'narrow', 'review']) {
		test(`the layout ${layout} at ${at(size)} is drawn as it was`, t => {
			t.snapshot(draw(model({size, layout})).join('\n'));
		});
	}

	test(`the review of a change at ${at(size)} is drawn as it was`, t => {
		const opened = reduce(model({size}), {type: 'review', project: 'blog', task: 'rss-feed'});
		t.snapshot(draw(reduce(opened, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review()})).join('\n'));
	});

	test(`the first floor at ${at(size)} says what to do next`, t => {
		const none = draw(model({size, floor: emptyFloor})).join('\n');
		t.regex(none, /millwright init/v);
		const empty = draw(model({size, floor: richFloor({tasks: [], sessions: [], inbox: [], rules: [], news: [], rehearsal: '/tmp/story.yaml'})})).join('\n');
		t.regex(empty, /Press \+ to add a task/v);
		t.regex(empty, /Nobody needs you/v);
		t.regex(empty, /REHEARSAL/v);
		t.snapshot(empty);
	});
}

for (const size of sizes) {
	test(`the runs of a task at ${at(size)} are drawn as they were`, t => {
		const opened = reduce(model({size}), {type: 'task', project: 'shop', task: 'csv-import'});
		t.snapshot(draw(reduce(opened, {type: 'runs', project: 'shop', task: 'csv-import', runs: runs()})).join('\n'));
	});
}

test('the log of a stage can be read and left again', t => {
	const opened = reduce(reduce(model(), {type: 'task', project: 'shop', task: 'csv-import'}), {type: 'runs', project: 'shop', task: 'csv-import', runs: runs()});
	const asked = press(opened, ']', 'j', 'enter');
	t.like(asked.model.stageLog, {run: 'csv-import-1', stage: 'build', attempt: 1, text: undefined});
	const read = reduce(asked.model, {type: 'logged', run: 'csv-import-1', stage: 'build', attempt: 1, text: '> npm test\n\u{1B}[32mok\u{1B}[0m\n', from: 0, next: 17, ended: false});
	t.regex(draw(read).join('\n'), /log of build 1[\s\S]*> npm test[\s\S]*│ ok/v);
	const back = press(read, 'escape').model;
	t.regex(draw(back).join('\n'), /generation 2/v);
	t.is(press(back, 'escape').model.ui.full, undefined);
});

test('the queue shows the stages of the task at hand, each with its time and cost, where there is room', t => {
	const floor = richFloor({tasks: richFloor().tasks.slice(0, 3)});
	const queue = reduce(model({floor, size: {cols: 200, rows: 60}}), {type: 'focus', pane: 'queue'});
	const shown = reduce(queue, {type: 'detailed', project: 'shop', task: 'csv-import', runs: runs()});
	const frame = draw(shown).join('\n');
	t.regex(frame, /✓ plan +1m40s +\$0\.10 +output of plan/v);
	t.regex(frame, /● build 1 +11m +\$0\.10 +input of build/v);
	t.regex(frame, /generation 1 +\$0\.31 +became the rule stream CSV input/v);
	const other = reduce(shown, {type: 'select', panel: 'queue', key: 'shop/cli-help'});
	t.notRegex(draw(other).join('\n'), /output of plan/v);
});

test('a stage is shown in full: what went in, what came out, and how to read more', t => {
	const opened = reduce(reduce(model(), {type: 'task', project: 'shop', task: 'csv-import'}), {type: 'runs', project: 'shop', task: 'csv-import', runs: runs()});
	t.regex(draw(opened).join('\n'), /✓ plan {2}passed +1m40s {2}\$0\.10[\s\S]*in {3}input of plan[\s\S]*out {2}output of plan[\s\S]*enter log of the stage/v);
});

test('while gates prove, the floor says how to watch them', t => {
	const floor = richFloor({sessions: [], tasks: [task('csv-import', {stage: 'gate'})]});
	t.regex(draw(model({floor})).join('\n'), /The gates prove 1 task: csv-import[\s\S]*Press w to watch/v);
});

test('the spend panel shows all rows that it has room for, and some of each kind where it has not', t => {
	const row = (key: string): SpendRow => ({...richFloor().spend.byTask[0]!, key});
	const spend = {...richFloor().spend, byTask: ['one', 'two', 'three', 'four', 'five'].map(key => row(key))};
	const drawn = (rows: number) => draw(reduce(model({size: {cols: 100, rows}, floor: richFloor({spend})}), {type: 'full', panel: 'spend'})).join('\n');
	t.regex(drawn(18), /project +shop|project +api/v);
	t.regex(drawn(18), / five /v);
	const tight = drawn(15);
	t.regex(tight, /│ project [\s\S]*│ model [\s\S]*│ task /v);
	t.regex(tight, / two /v);
});

test('the spend stays in the top line, and nothing there comes and goes with a count that is one character longer', t => {
	const top = ({needs, working, today, limit, cols = 80}: {needs: number; working: number; today: number; limit?: number; cols?: number}) => draw(model({size: {cols, rows: 24}, floor: richFloor({
		rehearsal: '/tmp/story.yaml',
		inbox: Array.from({length: needs}, (_, index) => item(`q${index}`)),
		sessions: Array.from({length: working}, (_, index) => session(index + 1)),
		spend: {...richFloor().spend, today, limit},
	})}))[0]!;
	for (const cols of [80, 90, 100, 120]) {
		const kinds = [0, 1, 2, 10].flatMap(needs => [1, 10].flatMap(working => [0.02, 12.5].map(today => top({needs, working, today, limit: 20, cols}).replaceAll(/[\d.]+/gv, '#').replaceAll(/needs? you/gv, 'need you').replaceAll(/ +/gv, ' '))));
		t.is(new Set(kinds).size, 1, kinds.join('\n'));
	}

	t.regex(top({needs: 1, working: 2, today: 0.02, limit: 20}), /▲ 1 needs you +\$0\.02 of \$20 today$/v);
	t.regex(top({needs: 1, working: 2, today: 0.02, limit: 12_345}), /▲ 1 needs you +\$0\.02 today$/v);
	t.regex(top({needs: 1, working: 2, today: 0.02}), /▲ 1 needs you +\$0\.02 today$/v);
});

test('after an approval the calm line says what was done', t => {
	const news = [...richFloor().news, {id: 9, at: now - 10, level: 'info' as const, text: 'you approved rss-feed', project: 'blog', task: 'rss-feed'}];
	t.regex(draw(model({floor: richFloor({inbox: [], news})}))[1] ?? '', /Nobody needs you\. {3}· you approved rss-feed {2}just now/v);
});

test('a review without a change says what would be there', t => {
	const frame = draw(model({layout: 'review', floor: richFloor({inbox: []})})).join('\n');
	t.regex(frame, /No change waits for your approval\.[\s\S]*When one is ready it appears here/v);
	const failed = reduce(reduce(model(), {type: 'review', project: 'shop', task: 'csv-import'}), {type: 'unreviewed', project: 'shop', task: 'csv-import', why: 'It has nothing to review yet.'});
	t.regex(draw(failed).join('\n'), /It has nothing to review yet\./v);
});

test('an agent of the person\'s own that was ended has not failed', t => {
	const own = session(1, {task: undefined, stage: undefined, role: 'by hand', agent: 'claude', state: 'failed', endedAt: now});
	const frame = draw(model({floor: richFloor({sessions: [own]})})).join('\n');
	t.regex(frame, /1 shop {2}by hand {2}claude.*· ended/v);
	const endedWith = (exit: SessionView['exit']) => draw(model({floor: richFloor({sessions: [{...own, exit}]})})).join('\n');
	t.regex(endedWith({code: 7, signal: null}), /· ended 7 {2}/v);
	t.regex(endedWith({code: null, signal: 'SIGKILL'}), /· ended SIGKILL {2}/v);
	t.notRegex(endedWith({code: 0, signal: null}), /ended 0/v);
	t.notRegex(frame, /claude.*✗ failed/v);
});

test('a change ends with its last line', t => {
	const opened = reduce(model(), {type: 'review', project: 'blog', task: 'rss-feed'});
	const frame = draw(reduce(opened, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review({plan: '', diff: 'diff --git a/x b/x\n@@ -0,0 +1 @@\n+only\n'})}));
	const last = frame.findIndex(line => line.includes('+ only'));
	t.notRegex(frame[last + 1] ?? '', /\d/v);
});

for (const panel of panelNames) {
	test(`the panel ${panel} alone at 100×24 is drawn as it was`, t => {
		t.snapshot(draw(reduce(model({size: {cols: 100, rows: 24}}), {type: 'full', panel})).join('\n'));
	});
}

test('a session that has ended has no number in its title any more once another has it', t => {
	const sessions = [session(1, {id: 's-ended00000', stage: 'plan', state: 'done', endedAt: now}), session(1, {id: 's-new0000000', task: 'next-task'})];
	const shown = model({size: {cols: 200, rows: 60}, floor: richFloor({sessions}), layout: 'grid'});
	const drawn = draw(reduce(shown, {type: 'focus', pane: 's-ended00000'})).join('\n');
	t.regex(drawn, /[ ▸]1 shop\/next-task/v);
	t.regex(drawn, /[ ▸]shop\/csv-import {2}plan/v);
	t.notRegex(drawn, /1 shop\/csv-import/v);
});

const hostile = ['', '\u{1B}[31mred\u{1B}[0m \u{7}bell', '日本語のとても長いタイトル'.repeat(4), '👩‍👩‍👧‍👦❤️🏴‍☠️ family', `z${'\u{301}'.repeat(60)}algo`, '\u{202E}gnirts', 'x'.repeat(300), 'क्षत्रिय नागरी', '\u{1B}]0;title\u{7}', 'line\nbreak\ttab', '🇩🇪🇫🇷'];

test('no title, size, theme or layout makes a frame that is wider, higher or lower than the terminal', t => {
	const word = fc.oneof(fc.constantFrom(...hostile), anyText({maxLength: 60}));
	fc.assert(fc.property(fc.integer({min: 60, max: 300}), fc.integer({min: 15, max: 100}), word, fc.nat(), (cols, rows, text, pick) => {
		const floor = richFloor();
		const bad = {
			...floor,
			projects: floor.projects.map(each => ({...each, name: text})),
			tasks: [...floor.tasks.map(each => ({...each, title: text, reason: text})), task(text, {position: 9, state: 'failed', reason: text})],
			sessions: floor.sessions.map(each => ({...each, task: text, role: text, agent: text, model: text})),
			inbox: [item('x', {title: text, detail: text, recommended: text, choices: [text, 'b']}), ...floor.inbox],
			rules: [...floor.rules, rule('r', {title: text, from: {by: 'lesson', task: text}})],
			news: [...floor.news, {id: 9, at: now, level: 'bad' as const, text}],
		};
		const layouts = ['floor', 'focus', 'grid', 'narrow', 'review'];
		const opens = [[], ['a'], [':'], ['?'], ['+'], ['i'], ['o'], ['x'], ['z'], ['enter'], ['ctrl-]'], ['e'], ['b']];
		const opened = press(model({size: {cols, rows}, floor: bad, layout: layouts[pick % layouts.length]!, themeName: themeNames[pick % 4]!}), ...opens[pick % opens.length]!).model;
		const frame = draw(opened);
		t.is(frame.length, rows);
		t.deepEqual(frame.filter(line => stringWidth(line) > cols), []);
	}), {numRuns: 50});
});

test('below 60×15 a polite sentence stands in place of the floor, and fits', t => {
	for (const size of [{cols: 59, rows: 24}, {cols: 80, rows: 14}, {cols: 20, rows: 5}]) {
		const frame = draw(model({size}));
		t.regex(frame.join('\n'), /more room|Millwright/v);
		t.true(frame.length <= size.rows);
		t.true(frame.every(line => stringWidth(line) <= size.cols));
	}
});

test('while keys go to an agent, the sentence of the small screen says how to leave it', t => {
	const typing = press(model(), 'enter').model;
	t.regex(draw(reduce(typing, {type: 'resized', size: {cols: 59, rows: 14}})).join('\n'), /ctrl-\] q leaves/v);
	t.regex(draw(model({size: {cols: 59, rows: 14}})).join('\n'), /go on\. q leaves/v);
});

test('every state has a shape of its own kind and a word', t => {
	for (const {shape, word} of [...Object.values(taskStates), ...Object.values(sessionStates)]) {
		t.is(stringWidth(shape), 1);
		t.true(word.length > 2);
	}

	const asks = draw(model({themeName: 'mono'})).join('\n');
	for (const expected of ['● working', '▲ asks', '‖ paused', '■ shop/release', '✗ ', '✓ ', '◌ ']) {
		t.true(asks.includes(expected) || asks.includes(expected.slice(0, 3)), `${expected} in\n${asks}`);
	}
});

test('the theme without colour writes none', t => {
	t.notRegex(drawInColour(model({themeName: 'mono'})), /\u{1B}\[[\d;]*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])m/v);
});

test('the most urgent item, its recommendation and its keys stand on the second line', t => {
	const [, line = ''] = draw(model({size: {cols: 120, rows: 40}}));
	t.regex(line, /▲ csv-import asks: which delimiter do the exports use\? {3}recommended: detect it +a answer {3}n next {3}i inbox/v);
	t.regex(draw(reduce(model(), {type: 'connection', connection: 'down'}))[1] ?? '', /daemon does not answer/v);
});

test('verification by a single provider is said in the review', t => {
	const opened = reduce(model(), {type: 'review', project: 'blog', task: 'rss-feed'});
	const shown = (singleProvider: boolean) => draw(reduce(opened, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review({singleProvider})})).join('\n');
	t.regex(shown(true), /single provider/v);
	t.notRegex(shown(false), /single provider/v);
});

test('what cannot be seen in a change is made visible to the person who approves it', t => {
	const diff = 'diff --git a/x b/x\n@@ -1 +1 @@\n+if (admin\u{202E}\u{2066}) {\u{200B}\n+\u{1B}[2Jgone\n';
	const opened = reduce(model(), {type: 'review', project: 'blog', task: 'rss-feed'});
	const frame = draw(reduce(opened, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review({diff})})).join('\n');
	t.regex(frame, /if \(admin��\) \{�/v);
	t.regex(frame, /�\[2Jgone/v);
});

test('a long line of a change is shown whole', t => {
	const long = Array.from({length: 60}, (_, index) => `word${index}`).join(' ');
	const opened = reduce(model({size: {cols: 80, rows: 40}}), {type: 'review', project: 'blog', task: 'rss-feed'});
	const frame = draw(reduce(opened, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review({verdicts: [], diff: `diff --git a/x b/x\n@@ -0,0 +1 @@\n+${long}\n`})}));
	const words = new Set(frame.join('').replaceAll(/[\s│]/gv, ''));
	t.true(words.size > 0);
	t.regex(frame.join('').replaceAll(/[ │]/gv, ''), /word59/v);
});

test('an idle floor asks for no timer, a working one for the next second or minute', t => {
	t.is(untilNextChange(model({floor: {...emptyFloor, projects: [project()]}})), undefined);
	t.is(untilNextChange(model({floor: {...emptyFloor, sessions: [session(1, {since: now - 300})]}})), 700);
	t.is(untilNextChange(model({floor: {...emptyFloor, sessions: [session(1, {since: now - 90_000})]}})), 30_000);
	t.is(untilNextChange(model({floor: {...emptyFloor, sessions: [session(1, {state: 'done', endedAt: now})]}})), undefined);
});

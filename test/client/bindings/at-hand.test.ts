import test from 'ava';
import {hintsFor} from '../../../source/client/bindings/hints.js';
import type {ClientModel} from '../../../source/client/floor/model.js';
import {reduce} from '../../../source/client/floor/reduce.js';
import type {SessionView} from '../../../source/protocol/session.js';
import {item, now, project, review, richFloor, runs, session, task} from '../fixtures/floor.js';
import {draw, press} from '../fixtures/frame.js';
import {model} from '../fixtures/model.js';

test('who waits for a task that was cancelled is led to that task, where it can be run again', t => {
	const tasks = [task('cli-help', {state: 'waiting', waitsFor: ['csv-import'], dependsOn: ['csv-import'], generation: 0}), task('csv-import', {state: 'cancelled'})];
	const waits = item('waits:shop/cli-help', {kind: 'failure', task: 'cli-help', title: 'cli-help waits for csv-import, which was cancelled', detail: 'Retry csv-import.', recommended: undefined, choices: [], actions: ['open', 'cancel']});
	const floor = model({floor: richFloor({tasks, sessions: [], inbox: [waits]})});
	t.regex(draw(floor)[1] ?? '', /✗ cli-help waits for csv-import, which was cancelled +a look at it/v);
	const led = press(floor, 'a').model;
	t.is(led.ui.focus, 'queue');
	t.is(led.ui.selection.queue?.key, 'shop/csv-import');
	t.regex(draw(led).at(-1) ?? '', /R run it again/v);
	t.like(press(led, 'R').effects[0], {name: 'task.retry', params: {project: 'shop', task: 'csv-import'}});
});

test('an agent of the person\'s own that lost its models is gone to, and ended there', t => {
	const own = session(5, {id: 's-own', task: undefined, stage: undefined, role: 'by hand', agent: 'claude'});
	const cut = item('cut-off:s-own', {kind: 'permission', task: undefined, session: 's-own', title: 'session 5: claude cannot reach its model any more', detail: 'Another program took the port.', recommended: undefined, choices: [], actions: ['open']});
	const led = press(model({floor: richFloor({sessions: [session(1), own], inbox: [cut]})}), 'a').model;
	t.is(led.ui.focus, 's-own');
	t.regex(draw(led).at(-1) ?? '', /X end it/v);
});

test('an agent of the person\'s own is opened in the project that they choose, and gets the focus when it is there', t => {
	const asked = press(model(), 'A');
	const [effect] = asked.effects;
	t.like(effect, {name: 'agent.list'});
	const becomes = (agents: Array<{id: string; program: string}>) => effect?.type === 'request' && effect.name === 'agent.list' ? reduce(asked.model, effect.becomes!(agents)) : asked.model;
	t.regex(draw(becomes([])).at(-1) ?? '', /No agent CLI was found/v);
	const open = becomes([{id: 'claude', program: '/bin/claude'}, {id: 'codex', program: '/bin/codex'}]);
	t.regex(draw(open).join('\n'), /▸shop {2}blog[\s\S]*▸ claude +\/bin\/claude/v);
	const chosen = press(open, 'tab', ...'codex', 'enter');
	t.like(chosen.effects[0], {name: 'session.open', params: {project: 'blog', agent: 'codex'}});
	const own = session(7, {id: 's-own', project: 'blog', task: undefined, role: 'by hand', agent: 'codex'});
	const waiting = reduce(chosen.model, {type: 'opened', session: 's-own'});
	t.not(waiting.ui.focus, 's-own');
	const there = reduce(waiting, {type: 'floor', floor: richFloor({sessions: [...richFloor().sessions, own]})});
	t.is(there.ui.focus, 's-own');
	t.true(hintsFor(there).some(({id, words}) => id === 'end-session' && words === 'end it'));
	t.deepEqual(press(there, 'X', 'n').effects, []);
	t.like(press(there, 'X', 'y').effects[0], {name: 'session.end', params: {session: 's-own'}});
	t.regex(press(there, 'p').model.ui.message?.text ?? '', /works for no task/v);
});

test('an agent that has to wait for a slot is said to, is seen in line, can be called off there, and is said to be open when it is', t => {
	const waits = 'waits for a slot of shop: 6 of 6 taken';
	const own = session(7, {id: 's-own', task: undefined, stage: undefined, role: 'by hand', agent: 'shell', state: 'starting', waits});
	const asked = press(model({size: {cols: 80, rows: 24}}), 'A');
	const [listing] = asked.effects;
	const open = listing?.type === 'request' && listing.name === 'agent.list' ? reduce(asked.model, listing.becomes!([{id: 'shell', program: '/bin/sh'}])) : asked.model;
	const chosen = press(open, 'enter');
	const [effect] = chosen.effects;
	const answered = (view: SessionView) => effect?.type === 'request' && effect.name === 'session.open' ? reduce(chosen.model, effect.becomes!(view)) : chosen.model;
	t.is(answered({...own, waits: undefined}).ui.message?.text, 'shell is open in shop: enter types into it.');
	const told = answered(own);
	t.regex(draw(told).at(-1) ?? '', / shell waits for a slot of shop: 6 of 6 taken\. It opens by itself\.$/v);

	const floorWith = (view: SessionView) => ({type: 'floor', floor: richFloor({sessions: [session(1), view]})}) as const;
	const inLine = reduce(told, floorWith(own));
	t.is(inLine.ui.focus, 's-own');
	t.regex(draw(inLine).join('\n'), /7 shop.*◌ waits/v);
	t.true(draw(inLine)[0]!.includes('● 1 working'));
	t.is(press(inLine, 'enter').model.ui.message?.text, `It has not begun: it ${waits}.`);
	t.regex(draw(press(inLine, 'X').model).join('\n'), /It has not begun: it leaves the line/v);
	t.like(press(inLine, 'X', 'y').effects[0], {name: 'session.end', params: {session: 's-own'}});

	const begins = reduce(inLine, floorWith({...own, waits: undefined}));
	t.is(begins.ui.focus, 's-own');
	const begun = reduce(begins, floorWith({...own, waits: undefined, state: 'working', socket: '/s'}));
	t.is(begun.ui.message?.text, 'shell is open in shop: enter types into it.');
	t.is(press(begun, 'enter').model.ui.mode, 'session');
});

test('the queue counts the slots that its projects may use', t => {
	const noteOf = (limit: number) => draw(model({layout: 'floor', floor: richFloor({slots: {used: 6, limit: 8}, projects: [project({slots: {used: 6, limit}})]})})).join('\n');
	t.regex(noteOf(6), /6 of 6 slots/v);
	t.regex(noteOf(20), /6 of 8 slots/v);
});

test('a session that is there already gets the focus at once, and one that ended cannot be ended', t => {
	t.is(reduce(model(), {type: 'opened', session: 's-0000000003'}).ui.focus, 's-0000000003');
	const over = model({floor: richFloor({sessions: [session(1, {state: 'done', endedAt: now})]})});
	t.is(press(over, 'X').model.ui.dialog, undefined);
});

test('what works for a task is watched: its agent, or the log of its gate', t => {
	const floor = richFloor({sessions: [session(3, {task: 'schema-errors'})]});
	const queue = reduce(reduce(model({floor}), {type: 'focus', pane: 'queue'}), {type: 'select', panel: 'queue', key: 'shop/schema-errors'});
	t.is(press(queue, 'w').model.ui.focus, 's-0000000003');
	const proving = press(reduce(queue, {type: 'select', panel: 'queue', key: 'shop/csv-import'}), 'w');
	const [effect] = proving.effects;
	const [first, second] = runs();
	const gated = {...second!, stages: [...second!.stages, {...first!.stages[0]!, stage: 'gate' as const, attempt: 1, state: 'running' as const}]};
	const shown = effect?.type === 'request' && effect.name === 'run.list' ? reduce(proving.model, effect.becomes!([first!, gated])) : proving.model;
	t.like(shown.stageLog, {run: 'csv-import-2', stage: 'gate', attempt: 1});
	t.false(hintsFor(shown).some(({id}) => id === 'watch'));
});

test('every file of the inputs can be edited, those of the task at hand first', t => {
	const asked = press(model(), 'e');
	const [effect] = asked.effects;
	const names = ['README.md', 'intents/csv-import.md', 'intents/other.md', 'pipeline.yaml', 'plan-template.md', 'roles/reviewer.md', 'rules/stream-csv-input.md'];
	const open = effect?.type === 'request' && effect.name === 'inputs.list' ? reduce(asked.model, effect.becomes!(names)) : asked.model;
	t.deepEqual(open.ui.dialog?.kind === 'edit' ? open.ui.dialog.files.map(({file}) => file) : [], ['intents/csv-import.md', 'plan-template.md', 'pipeline.yaml', 'roles/reviewer.md', 'rules/stream-csv-input.md', 'intents/other.md']);
	t.deepEqual(press(open, ...'reviewer', 'enter').effects, [{type: 'edit', project: 'shop', file: 'roles/reviewer.md'}]);
});

test('where no session is and nothing else is shown, only the keys of the floor apply', t => {
	const empty = model({floor: richFloor({sessions: [], inbox: []}), layout: 'grid'});
	t.deepEqual(hintsFor(empty).filter(({id}) => /^(?:queue|inbox|review|rules|task)-|type$/v.test(id)), []);
	t.regex(draw(empty).at(-1)!, /l layout/v);
	t.regex(press(empty, 'enter').model.ui.message?.text ?? '', /enter means nothing here/v);
	t.is(press(empty, 'tab').model.ui.message?.text, 'There is no other pane.');
	t.is(press(empty, 'o').model.ui.full, 'log');
	// What there is to focus takes the focus: a panel of the next layout, a session that comes.
	t.is(reduce(empty, {type: 'layout', name: 'floor'}).ui.focus, 'queue');
	t.is(reduce(empty, {type: 'floor', floor: richFloor({sessions: [session(1)]})}).ui.focus, 's-0000000001');
	const away = reduce(reduce(model(), {type: 'layout', name: 'grid'}), {type: 'floor', floor: richFloor({sessions: []})});
	t.deepEqual(hintsFor(away).filter(({id}) => id.startsWith('queue-')), []);
});

test('a key that would lead nowhere is not among those that apply, and says why when it is pressed', t => {
	const hinted = (on: ClientModel, id: string) => hintsFor(on).some(hint => hint.id === id);
	const said = (on: ClientModel, name: string) => press(on, name).model.ui.message?.text;
	const of = (hasChange: boolean) => model({floor: richFloor({sessions: [session(1)], tasks: [task('csv-import', {hasChange})]})});
	t.true(hinted(of(true), 'review'));
	t.false(hinted(of(false), 'review'));
	t.is(said(of(false), 'd'), 'csv-import has no change to look at: it is running.');
	t.deepEqual(press(of(false), 'd').effects, []);

	const empty = reduce(model(), {type: 'review', project: 'blog', task: 'rss-feed'});
	t.false(hinted(empty, 'review-next-file'));
	t.is(said(empty, ']'), 'No change is on the screen.');
	const long = {diff: review().diff.replaceAll(/^\+\tconst.*$/gmv, line => `${line}\n`.repeat(60).trimEnd())};
	const shown = reduce(empty, {type: 'reviewed', project: 'blog', task: 'rss-feed', review: review(long)});
	t.true(hinted(shown, 'review-next-file'));
	t.false(hinted(press(shown, 'G').model, 'review-next-file'));
	t.is(said(press(shown, 'G').model, ']'), 'The end of the change is on the screen.');
	t.is(said(shown, '['), 'The beginning of the change is on the screen.');

	const alone = model({floor: richFloor({sessions: [session(1)], inbox: []}), layout: 'grid'});
	t.false(hinted(alone, 'next-pane'));
	t.is(said(alone, 'tab'), 'There is no other pane.');
	t.true(hinted(model(), 'next-pane'));
	t.is(said(model(), 'tab'), undefined);

	const opened = reduce(reduce(model(), {type: 'task', project: 'shop', task: 'csv-import'}), {type: 'runs', project: 'shop', task: 'csv-import', runs: runs()});
	t.true(hinted(opened, 'task-next-run'));
	t.false(hinted(press(opened, 'G').model, 'task-next-run'));
	t.is(said(press(opened, 'G').model, ']'), 'It is the last run.');
	t.is(said(press(opened, 'g').model, '['), 'It is the first run.');
	// What can be done by name is asked of the floor under the palette, where every pane still is.
	t.regex(draw(press(alone, ':', ...'next pane').model).join('\n'), /focus the next pane.*There is no other pane\./v);
});

test('a session that was opened takes nothing from who is at a dialog or types elsewhere when it comes', t => {
	const opened = {type: 'opened', session: 's-0000000003'} as const;
	const asked = press(model(), ':').model;
	const later = reduce(asked, opened);
	t.like(later.ui, {mode: 'dialog', focus: asked.ui.focus});
	const closed = press(later, 'escape').model;
	t.is(reduce(closed, {type: 'floor', floor: closed.floor}).ui.focus, 's-0000000003');
	const typing = press(reduce(model(), {type: 'focus', pane: 's-0000000001'}), 'enter').model;
	t.is(typing.ui.mode, 'session');
	t.like(reduce(typing, opened).ui, {mode: 'session', focus: 's-0000000001', awaited: undefined});
});

test('the key that answers what waits for the clipboard is seen in a narrow terminal too, and is named first after the prefix', t => {
	const typing = press(model({size: {cols: 60, rows: 24}}), 'enter').model;
	const wished = reduce(typing, {type: 'wished', session: 's-0000000002', text: 'text'});
	t.regex(draw(wished).at(-1)!, /ctrl-\] leave {3}2 csv-import wants .*… ctrl-\] y look/v);
	t.regex(draw(press(wished, 'ctrl-]').model).at(-1)!, /^ ctrl-\] {3}y answer about your clipboard/v);
	t.notRegex(draw(press(typing, 'ctrl-]').model).at(-1)!, /clipboard/v);
});

import test from 'ava';
import {startFactory} from '../../support/factory.js';
import {commitNote, passes, plainPlan, scene} from '../../support/rehearsed.js';

const escape = '\u{1B}]52;c;aGk=\u{7}\u{1B}[2J\u{9B}31m\u{202E}evil';

test('no control character of an ask, a question, a finding or a reason reaches the floor or the inbox', async t => {
	const factory = await startFactory({turns: [
		scene({role: 'planner'}, {call: {ask: {question: `which ${escape}?`, recommended: `this ${escape}`, choices: [`one ${escape}`], why: escape}}}, {call: {submit_plan: plainPlan()}}),
		scene({role: 'builder'}, {say: escape, call: {shell: commitNote}}, {call: {finish: escape}}),
		{when: {role: 'reviewer'}, ...passes},
		{when: {role: 'adversary'}, call: {submit_verdict: {verdict: 'fail', summary: escape, findings: [{title: `finds ${escape}`, severity: 'blocker', detail: escape}]}}},
		{when: {role: 'distiller'}, say: escape, call: {submit_lesson: {id: 'evil', title: `learn ${escape}`, rule: escape, templateLine: escape}}},
	]});
	t.teardown(async () => factory.dispose());
	await factory.project({name: 'shop'});
	const {text} = await factory.request('inputs.read', {project: 'shop', file: 'pipeline.yaml'});
	await factory.request('inputs.write', {project: 'shop', file: 'pipeline.yaml', text: text.replace('generations: 3', 'generations: 1'), cause: 'one run'});
	await factory.add('shop', 'evil', {text: `Title ${escape}\n\nand more`, title: `Title ${escape}`});
	const seen: string[] = [];
	const look = (value: unknown) => {
		seen.push(...stringsOf(value).filter(one => /[\u{0}-\u{1F}\u{7F}-\u{9F}\u{202A}-\u{202E}]/v.test(one)));
	};

	const question = await factory.untilInbox('question', 'evil');
	look(question);
	look(await factory.request('floor', {}));
	await factory.request('inbox.answer', {item: question.id, text: `answer ${escape}`});
	const failure = await factory.until(floor => {
		look(floor);
		return floor.inbox.find(({kind}) => kind === 'failure');
	});
	t.regex(failure.title, /the adversary found: finds/v);
	t.deepEqual([...new Set(seen)], []);
});

/** All strings in a JSON value. */
function stringsOf(value: unknown): string[] {
	if (typeof value === 'string') {
		return [value];
	}

	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(one => stringsOf(one)) : [];
}

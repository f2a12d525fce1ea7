import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {GateSpec} from '../../../source/protocol/project.js';
import {startFactory, type TestFactory} from '../../support/factory.js';
import {scene} from '../../support/rehearsed.js';

let factory: TestFactory;
test.before(async () => {
	factory = await startFactory({turns: [
		scene({task: 'clash', role: 'builder'}, {call: {shell: 'echo "export const sum = (a, b) => b + a;" > sum.js && git commit -q -a -m Turn'}}, {call: {finish: 'Done.'}}),
	]});
});
test.after.always(async () => {
	await factory.dispose();
});

const commit = async (name: string, text: string) => {
	await writeFile(path.join(factory.root, 'shop', name), text);
	await factory.git('shop', 'add', '-A');
	await factory.git('shop', 'commit', '-q', '-m', `Change ${name}`);
	return factory.git('shop', 'rev-parse', 'HEAD');
};

test.serial('a base that moved meanwhile is rebased on, and the gates run again on the very result', async t => {
	await factory.quickProject({name: 'shop', approve: true});
	await factory.add('shop', 'moved');
	await factory.untilInbox('approval', 'moved');
	const {commit: judged} = await factory.request('review.show', {task: 'moved'});
	const theirs = await commit('other.txt', 'by the person\n');
	await factory.request('approve', {task: 'moved'});
	const {merged} = await factory.untilTask('moved', 'merged');
	t.not(merged, judged);
	t.is(await factory.git('shop', 'rev-parse', `${merged!}^`), theirs);
	const [run] = await factory.runs('moved');
	t.regex(run!.stages.find(({stage}) => stage === 'merge')!.output, /test green/v);
});

test.serial('a conflict sends the task back to be built on the new base', async t => {
	await factory.add('shop', 'clash');
	await factory.untilInbox('approval', 'clash');
	const theirs = await commit('sum.js', 'export const sum = (a, b) => a - -b;\n');
	await factory.request('approve', {task: 'clash'});
	await factory.until(floor => floor.inbox.find(({kind, run}) => kind === 'approval' && run === 'shop.clash.2'));
	const [first, second] = await factory.runs('clash');
	t.is(first!.state, 'regenerated');
	t.is(second!.baseCommit, theirs);
	t.regex(first!.stages.find(({stage}) => stage === 'merge')!.output, /it conflicts with main in sum\.js/v);
	await factory.request('approve', {task: 'clash'});
	await factory.untilTask('clash', 'merged');
	t.is(await factory.git('shop', 'show', 'main:sum.js'), 'export const sum = (a, b) => b + a;');
});

const red: Record<string, {gate: Partial<GateSpec> & {command: string[]}; reason: RegExp}> = {
	nothing: {gate: {command: ['true'], proof: 'tests'}, reason: /no test ran/v},
	fails: {gate: {command: ['false']}, reason: /exited with 1/v},
	missing: {gate: {command: ['no-such-program-here']}, reason: /not found: no-such-program-here/v},
	slow: {gate: {command: ['sleep', '60'], timeout: 0.3}, reason: /timed out after 0\.3 s/v},
};

test.serial('a gate that fails, is missing, runs no test or takes too long is red, and nothing is merged', async t => {
	await factory.quickProject({name: 'blog'});
	const before = await factory.git('blog', 'rev-parse', 'main');
	for (const [id, {gate, reason}] of Object.entries(red)) {
		await factory.request('project.set', {project: 'blog', gates: [{name: id, ...gate}]});
		await factory.add('blog', id);
		const failure = await factory.untilInbox('failure', id);
		t.regex(failure.title, reason, id);
	}

	t.is(await factory.git('blog', 'rev-parse', 'main'), before);
});

test.serial('with verifiers of one provider, approval and review say so', async t => {
	await factory.project({name: 'news'});
	const {text} = await factory.request('inputs.read', {project: 'news', file: 'pipeline.yaml'});
	await factory.request('inputs.write', {project: 'news', file: 'pipeline.yaml', text: text.replaceAll(/provider: (?:any|other)/gv, 'provider: openai'), cause: 'one provider'});
	await factory.add('news', 'single');
	const approval = await factory.untilInbox('approval', 'single');
	t.regex(approval.detail, /Verified by a single provider, openai\./v);
	t.true((await factory.request('review.show', {task: 'single'})).singleProvider);
	t.deepEqual((await factory.runs('single'))[0]!.verifiedBy, ['openai']);
	const {sessions} = await factory.request('task.show', {task: 'single'});
	t.is(new Set(sessions.map(({id}) => id)).size, 4, 'still nobody judges in the session that built');
	await factory.request('reject', {task: 'single', reason: 'enough'});
	await factory.until(floor => floor.tasks.find(({id, generation}) => id === 'single' && generation === 2));
	await factory.request('task.cancel', {task: 'single'});
});

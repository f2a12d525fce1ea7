import {chmod, mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {Check} from '../../../source/commands/doctor/check.js';
import {makePlace, type Place} from '../program.js';

async function look({run}: Place, environment: Record<string, string> = {}): Promise<{code: number; checks: Map<string, Check>}> {
	const {code, stdout} = await run(['doctor', '--json'], {environment});
	const checks = JSON.parse(stdout) as Check[];
	return {code, checks: new Map(checks.map(check => [check.name, check]))};
}

test('the doctor looks at everything and changes nothing', async t => {
	const {checks} = await look(await makePlace(t));
	t.deepEqual(['node', 'git', 'sessions', 'terminal', 'disk', 'state', 'config', 'sockets', 'socket path', 'daemon', 'config.yaml', 'providers', 'claude'].filter(name => !checks.has(name)), []);
	t.is(checks.get('sessions')!.state, 'good', 'node-pty is loaded by the Node that runs this');
	t.regex(checks.get('config.yaml')!.found, /^none at .*: the defaults hold$/v);
	t.is(checks.get('daemon')!.found, 'none runs; the next command starts one');
});

test('whatever is not good comes with its cure', async t => {
	const {checks} = await look(await makePlace(t));
	t.deepEqual(checks.values().filter(({state, cure}) => state !== 'good' && cure === undefined).toArray(), []);
});

test('a key is never shown', async t => {
	const place = await makePlace(t);
	const {stdout} = await place.run(['doctor'], {environment: {ANTHROPIC_API_KEY: 'sk-very-secret', OPENAI_API_KEY: 'sk-also-secret'}});
	t.false(stdout.includes('secret'));
	t.regex(stdout, /providers +anthropic, openai/v);
});

test('a folder of sockets that others can reach into is bad', async t => {
	const place = await makePlace(t);
	const folder = path.join(place.folder, 'r', 'millwright');
	await mkdir(folder);
	await chmod(folder, 0o755);
	const {code, checks} = await look(place);
	t.is(code, 1);
	t.like(checks.get('sockets'), {state: 'bad', cure: `Run \`chmod 700 ${folder}\`.`});
});

test('a configuration that cannot be read is bad, with its place', async t => {
	const place = await makePlace(t);
	const folder = path.join(place.folder, 'c', 'millwright');
	await mkdir(folder, {recursive: true});
	await writeFile(path.join(folder, 'config.yaml'), 'theme: darkish\n');
	const {code, checks} = await look(place);
	t.is(code, 1);
	t.is(checks.get('config.yaml')!.state, 'bad');
	t.regex(checks.get('config.yaml')!.found, /config\.yaml.*theme/v);
});

test('so is one with which the floor does not open: keys and layouts that there are not', async t => {
	const place = await makePlace(t);
	const folder = path.join(place.folder, 'c', 'millwright');
	await mkdir(folder, {recursive: true});
	for (const [text, found] of [['keys: {zoom: hyper-q}\n', /config\.yaml, line 1.*hyper-q/v], ['keys:\n  theme: T\n  zoom: d\n', /config\.yaml, line 3.*"d" is the only one of "review"/v], ['keys: {prefix: a}\n', /config\.yaml, line 1.*"keys\.prefix".*"a"/v], ['layouts: {first: nope}\n', /nope/v]] as const) {
		await writeFile(path.join(folder, 'config.yaml'), text);
		const {code, checks} = await look(place);
		t.is(code, 1);
		t.is(checks.get('config.yaml')!.state, 'bad');
		t.regex(checks.get('config.yaml')!.found, found);
	}
});

test('a git that is missing is bad', async t => {
	const place = await makePlace(t);
	const {checks} = await look(place, {PATH: place.folder});
	t.is(checks.get('git')!.state, 'bad');
});

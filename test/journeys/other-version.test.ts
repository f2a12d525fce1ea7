import {cp, mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {packageRoot} from '../../source/base/package-root.js';
import {makeCrew, echoInHex} from '../support/crew.js';

/** The daemon of a copy of this program that speaks another protocol. */
async function otherDaemon(folder: string): Promise<string> {
	await mkdir(folder);
	const built = fileURLToPath(import.meta.resolve('../../'));
	for (const name of ['source', 'state']) {
		await cp(path.join(built, name), path.join(folder, name), {recursive: true, dereference: true});
	}

	await cp(path.join(packageRoot(), 'package.json'), path.join(folder, 'package.json'));
	for (const name of ['dist', 'node_modules']) {
		await symlink(path.join(packageRoot(), name), path.join(folder, name));
	}

	const version = path.join(folder, 'source', 'protocol', 'version.js');
	const text = await readFile(version, 'utf8');
	const other = text.replace(/controlProtocol = \d+/v, 'controlProtocol = 4711');
	if (other === text) {
		throw new Error('The number of the protocol is not where it was looked for.');
	}

	await writeFile(version, other);
	return path.join(folder, 'source', 'daemon', 'main.js');
}

test('a client against a daemon of another version says so in one sentence with the cure, which works and costs no session', async t => {
	const crew = await makeCrew(t, {echo: echoInHex});
	const session = await crew.start('echo');
	t.is((await crew.run(['daemon', 'stop'])).code, 0);
	const program = await otherDaemon(path.join(crew.folder, 'other'));
	// It starts, and does not let us in.
	await t.throwsAsync(crew.link({program}), {code: 'other-version'});

	const sentence = /^millwright: This millwright speaks protocol \d+ \(.*\) and the daemon that runs speaks 4711 \(.*\)\.\s+(?:\S.*)?millwright daemon stop/v;
	const refused = await crew.run(['ls']);
	t.not(refused.code, 0);
	t.regex(refused.stderr, sentence);
	t.notRegex(refused.stderr, /^ {4}at /mv);
	const floor = crew.open({cols: 160, rows: 30});
	await floor.until(screen => sentence.test(screen), 'the sentence');
	t.not((await floor.end()).exitCode, 0);

	t.is((await crew.run(['daemon', 'stop'])).code, 0);
	const next = await crew.link();
	t.deepEqual((await next.request('session.list', {})).map(({id}) => id), [session.id], 'the agent went on, and was found again');
});

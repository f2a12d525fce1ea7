import {execFile} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

const identity = {GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.org', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null'};

/** A git repository with a program of one line and a test that `node --test` runs, in one process: it is started often. Resolves to its path. */
export async function makeRepository(folder: string, files: Record<string, string> = {}): Promise<string> {
	await mkdir(folder, {recursive: true});
	const all = {
		'package.json': '{"type": "module", "scripts": {"test": "node --test --test-isolation=none"}}\n',
		'sum.js': 'export const sum = (a, b) => a + b;\n',
		'sum.test.js': 'import assert from \'node:assert/strict\';\nimport {test} from \'node:test\';\nimport {sum} from \'./sum.js\';\n\ntest(\'adds\', () => {\n\tassert.equal(sum(1, 2), 3);\n});\n',
		...files,
	};
	for (const [name, text] of Object.entries(all)) {
		await writeFile(path.join(folder, name), text);
	}

	await git(folder, 'init', '-q', '-b', 'main');
	await git(folder, 'config', 'user.name', 'Ada');
	await git(folder, 'config', 'user.email', 'ada@example.org');
	await git(folder, 'add', '-A');
	await git(folder, 'commit', '-q', '-m', 'Begin');
	return folder;
}

/** Runs git there and resolves to what it printed. */
export async function git(folder: string, ...parameters: string[]): Promise<string> {
	const {promise, resolve, reject} = Promise.withResolvers<string>();
	execFile('git', parameters, {cwd: folder, env: {...process.env, ...identity}}, (error, stdout, stderr) => {
		if (error === null) {
			resolve(stdout.trim());
		} else {
			reject(new Error(`git ${parameters.join(' ')}: ${stderr}`));
		}
	});
	return promise;
}

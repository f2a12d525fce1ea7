import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {detectBase} from '../../../source/daemon/detect/base.js';
import {detectGates} from '../../../source/daemon/detect/gates.js';
import {gateSpec} from '../../../source/protocol/project.js';
import {asPerson, project, temporaryFolder, write} from '../git/repositories.js';

type Wanted = Array<[name: string, command: string, proof: string, source: string, setup?: string]>;

const projects: Record<string, [files: Record<string, string>, wanted: Wanted]> = {
	'npm with a lock': [{'package.json': JSON.stringify({scripts: {test: 'ava', lint: 'xo', build: 'tsc', start: 'node .'}, devDependencies: {ava: '1'}}), 'package-lock.json': '{}'}, [['test', 'npm run --silent test', 'tests', 'package.json scripts.test', 'npm ci --no-audit --no-fund'], ['lint', 'npm run --silent lint', 'exit', 'package.json scripts.lint', 'npm ci --no-audit --no-fund'], ['build', 'npm run --silent build', 'exit', 'package.json scripts.build', 'npm ci --no-audit --no-fund']]],
	'npm without dependencies': [{'package.json': JSON.stringify({scripts: {test: 'node --test'}})}, [['test', 'npm run --silent test', 'tests', 'package.json scripts.test']]],
	pnpm: [{'package.json': JSON.stringify({scripts: {test: 'x', typecheck: 'tsc'}, dependencies: {x: '1'}}), 'pnpm-lock.yaml': ''}, [['test', 'pnpm run test', 'tests', 'package.json scripts.test', 'pnpm install --frozen-lockfile'], ['typecheck', 'pnpm run typecheck', 'exit', 'package.json scripts.typecheck', 'pnpm install --frozen-lockfile']]],
	yarn: [{'package.json': JSON.stringify({scripts: {test: 'x'}, dependencies: {x: '1'}}), 'yarn.lock': ''}, [['test', 'yarn run test', 'tests', 'package.json scripts.test', 'yarn install --frozen-lockfile']]],
	bun: [{'package.json': JSON.stringify({scripts: {test: 'bun test'}, dependencies: {x: '1'}}), 'bun.lock': ''}, [['test', 'bun run test', 'tests', 'package.json scripts.test', 'bun install --frozen-lockfile']]],
	'the placeholder of npm init': [{'package.json': JSON.stringify({scripts: {test: 'echo "Error: no test specified" && exit 1'}})}, []],
	'a package.json that is no JSON': [{'package.json': '{'}, []],
	deno: [{'deno.json': '{}'}, [['test', 'deno test', 'tests', 'deno.json'], ['lint', 'deno lint', 'exit', 'deno.json']]],
	cargo: [{'Cargo.toml': ''}, [['cargo test', 'cargo test', 'tests', 'Cargo.toml']]],
	go: [{'go.mod': ''}, [['go test', 'go test -v ./...', 'tests', 'go.mod'], ['go vet', 'go vet ./...', 'exit', 'go.mod']]],
	'maven with its wrapper': [{mvnw: '', 'pom.xml': ''}, [['maven', './mvnw -B verify', 'tests', 'mvnw']]],
	gradle: [{'build.gradle.kts': ''}, [['gradle', 'gradle check', 'exit', 'build.gradle.kts']]],
	pytest: [{'pyproject.toml': '[tool.pytest.ini_options]\n'}, [['tests', 'python3 -m pytest', 'tests', 'pyproject.toml']]],
	'pytest under uv': [{'pytest.ini': '', 'uv.lock': ''}, [['tests', 'uv run python3 -m pytest', 'tests', 'pytest.ini']]],
	tox: [{'tox.ini': '', 'pytest.ini': ''}, [['tests', 'tox', 'tests', 'tox.ini']]],
	unittest: [{'tests/test_x.py': ''}, [['tests', 'python3 -m unittest discover', 'tests', 'test_*.py']]],
	rake: [{Rakefile: '', Gemfile: ''}, [['rake', 'bundle exec rake test', 'tests', 'Rakefile', 'bundle install']]],
	make: [{Makefile: '.PHONY: test\ntest: build\n\t./x\nlint:\n\t./y\ncheck := 5\n'}, [['test', 'make test', 'tests', 'Makefile test'], ['lint', 'make lint', 'exit', 'Makefile lint']]],
	'make with check only': [{Makefile: 'check:\n\t./x\n'}, [['check', 'make check', 'tests', 'Makefile check']]],
	'make beside cargo': [{Makefile: 'test:\n\tcargo test\n', 'Cargo.toml': ''}, [['cargo test', 'cargo test', 'tests', 'Cargo.toml']]],
	'two packages and nothing at the top': [{'packages/a/package.json': JSON.stringify({scripts: {test: 'x', lint: 'y'}, dependencies: {x: '1'}}), 'packages/b/pyproject.toml': '[tool.pytest.ini_options]\n', 'tool/go.mod': '', 'node_modules/x/package.json': JSON.stringify({scripts: {test: 'x'}})}, [['test in packages/a', 'npm --prefix packages/a run --silent test', 'tests', 'packages/a/package.json scripts.test', 'npm --prefix packages/a install --no-audit --no-fund --no-package-lock'], ['tests in packages/b', 'python3 -m pytest packages/b', 'tests', 'packages/b/pyproject.toml'], ['go test in tool', 'go test -C tool -v ./...', 'tests', 'tool/go.mod']]],
	'two packages and tests at the top': [{'packages/a/package.json': JSON.stringify({scripts: {test: 'x'}}), 'package.json': JSON.stringify({scripts: {test: 'x'}})}, [['test', 'npm run --silent test', 'tests', 'package.json scripts.test']]],
};

for (const [name, [files, wanted]] of Object.entries(projects)) {
	test(`gates are found: ${name}`, async t => {
		const folder = await temporaryFolder(t);
		await write(folder, files);
		const {gates} = await detectGates(folder);
		t.deepEqual(gates.map(gate => [gate.name, gate.command.join(' '), gate.proof, gate.source, ...gate.setup.map(command => command.join(' '))]), wanted as unknown as string[][]);
		for (const gate of gates) {
			t.notThrows(() => gateSpec.parse(gate));
		}
	});
}

test('a project without gates, or without tests, is warned of', async t => {
	const folder = await temporaryFolder(t);
	const none = await detectGates(folder);
	t.deepEqual(none.gates, []);
	t.regex(none.warnings.join('\n'), /^No gate was found: nothing would prove a change/v);
	await write(folder, {'package.json': JSON.stringify({scripts: {lint: 'xo'}})});
	const lint = await detectGates(folder);
	t.regex(lint.warnings.join('\n'), /^No gate runs tests/v);
});

test('the base is the branch that the main checkout is on, else that of origin', async t => {
	const {repo, path: checkout, folder, base} = await project(t);
	await asPerson(checkout, 'switch', '-q', '-c', 'develop');
	t.deepEqual(await detectBase(repo), {branch: 'develop', commit: base});
	await asPerson(checkout, 'switch', '-q', '--detach');
	t.deepEqual(await detectBase(repo), {branch: 'main', commit: base});
	await asPerson(checkout, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/develop');
	t.deepEqual(await detectBase(repo), {branch: 'develop', commit: base});
	await asPerson(checkout, 'symbolic-ref', '-d', 'refs/remotes/origin/HEAD');
	await asPerson(checkout, 'branch', '-q', '-D', 'develop', 'main');
	await mkdir(path.join(folder, 'x'));
	await t.throwsAsync(detectBase(repo), {code: 'no-base-branch'});
});

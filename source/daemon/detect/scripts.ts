import type {GateSpec} from '../../protocol/project.js';
import {entries, present, read} from './read.js';

/** Gates of Python, Ruby and PHP projects. */
export async function scriptGates(folder: string): Promise<GateSpec[]> {
	return [...await pythonGates(folder), ...await rubyGates(folder), ...await phpGates(folder)];
}

async function pythonGates(folder: string): Promise<GateSpec[]> {
	const gate = (source: string, ...command: string[]): GateSpec => ({name: 'tests', command, timeout: 1800, proof: 'tests', source, setup: []});
	const [tox, nox, pytest] = await Promise.all([present(folder, ['tox.ini']), present(folder, ['noxfile.py']), present(folder, ['pytest.ini', 'conftest.py', 'tests/conftest.py'])]);
	const project = await read(folder, 'pyproject.toml');
	const setup = await read(folder, 'setup.cfg');
	const [uv] = await present(folder, ['uv.lock']);
	const [poetry] = await present(folder, ['poetry.lock']);
	const run = uv !== undefined ? ['uv', 'run'] : (poetry !== undefined ? ['poetry', 'run'] : []);
	if (tox[0] !== undefined) {
		return [gate(tox[0], 'tox')];
	}

	if (nox[0] !== undefined) {
		return [gate(nox[0], 'nox')];
	}

	const named = pytest[0] ?? (project !== undefined && /pytest/v.test(project) ? 'pyproject.toml' : undefined) ?? (setup !== undefined && /\[tool:pytest\]/v.test(setup) ? 'setup.cfg' : undefined);
	if (named !== undefined) {
		return [gate(named, ...run, 'python3', '-m', 'pytest')];
	}

	const names = [...await entries(folder), ...await entries(`${folder}/tests`), ...await entries(`${folder}/test`)];
	return names.some(name => /^test_.*\.py$/v.test(name)) ? [gate('test_*.py', ...run, 'python3', '-m', 'unittest', 'discover')] : [];
}

async function rubyGates(folder: string): Promise<GateSpec[]> {
	const [rspec] = await present(folder, ['.rspec', 'spec/spec_helper.rb']);
	const [rake] = await present(folder, ['Rakefile']);
	const [bundle] = await present(folder, ['Gemfile']);
	const setup = bundle === undefined ? [] : [['bundle', 'install']];
	const run = bundle === undefined ? [] : ['bundle', 'exec'];
	if (rspec !== undefined) {
		return [{name: 'rspec', command: [...run, 'rspec'], timeout: 1800, proof: 'tests', source: rspec, setup}];
	}

	return rake === undefined ? [] : [{name: 'rake', command: [...run, 'rake', 'test'], timeout: 1800, proof: 'tests', source: rake, setup}];
}

async function phpGates(folder: string): Promise<GateSpec[]> {
	const [source] = await present(folder, ['phpunit.xml', 'phpunit.xml.dist']);
	return source === undefined ? [] : [{name: 'phpunit', command: ['vendor/bin/phpunit'], timeout: 1800, proof: 'tests', source, setup: [['composer', 'install', '--no-interaction']]}];
}

import type {GateSpec} from '../../protocol/project.js';
import {entries, present, read} from './read.js';

/** Gates of Python, Ruby and PHP projects. */
export async function scriptGates(folder: string): Promise<GateSpec[]> {
	return [...await pythonGates(folder), ...await rubyGates(folder), ...await phpGates(folder)];
}

async function pythonGates(folder: string): Promise<GateSpec[]> {
	const [tox, nox, pytest] = await Promise.all([present(folder, ['tox.ini']), present(folder, ['noxfile.py']), present(folder, ['pytest.ini', 'conftest.py', 'tests/conftest.py'])]);
	if (tox[0] !== undefined) {
		return [gate(tox[0], 'tox')];
	}

	if (nox[0] !== undefined) {
		return [gate(nox[0], 'nox')];
	}

	const project = await read(folder, 'pyproject.toml');
	const setup = await read(folder, 'setup.cfg');
	const [runner] = await present(folder, ['uv.lock', 'poetry.lock']);
	const run = runner === undefined ? [] : [runner.replace('.lock', ''), 'run'];
	const named = pytest[0] ?? (project?.includes('pytest') === true ? 'pyproject.toml' : undefined) ?? (setup?.includes('[tool:pytest]') === true ? 'setup.cfg' : undefined);
	if (named !== undefined) {
		return [gate(named, ...run, 'python3', '-m', 'pytest')];
	}

	const names = [...await entries(folder), ...await entries(`${folder}/tests`), ...await entries(`${folder}/test`)];
	return names.some(name => /^test_.*\.py$/v.test(name)) ? [gate('test_*.py', ...run, 'python3', '-m', 'unittest', 'discover')] : [];
}

const gate = (source: string, ...command: string[]): GateSpec => ({name: 'tests', command, timeout: 1800, proof: 'tests', source, setup: []});

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

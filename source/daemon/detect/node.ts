import type {GateSpec} from '../../protocol/project.js';
import {present, read} from './read.js';

type Manifest = {
	scripts?: Record<string, string>;
	packageManager?: string;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
};

type PackageManager = {name: string; run: string[]; install: string[]};

/** Gates of a package.json, with its own package manager; of a deno.json, with Deno. */
export async function nodeGates(folder: string): Promise<GateSpec[]> {
	const text = await read(folder, 'package.json');
	const manifest = text === undefined ? undefined : parse(text);
	return manifest === undefined ? denoGates(folder) : packageGates(folder, manifest);
}

async function packageGates(folder: string, manifest: Manifest): Promise<GateSpec[]> {
	const manager = await packageManager(folder, manifest);
	const needsModules = Object.keys(manifest.dependencies ?? {}).length + Object.keys(manifest.devDependencies ?? {}).length > 0;
	const setup = needsModules ? [manager.install] : [];
	const scripts = manifest.scripts ?? {};
	const gate = (script: string, proof: GateSpec['proof']): GateSpec => ({name: script, command: [...manager.run, script], timeout: 900, proof, source: `package.json scripts.${script}`, setup});
	const wanted: Array<[script: string, proof: GateSpec['proof']]> = [['test', 'tests'], ['lint', 'exit'], ['typecheck', 'exit'], ['type-check', 'exit'], ['types', 'exit'], ['build', 'exit']];
	// What `npm init` writes is no test.
	const isPlaceholder = (script: string) => (scripts[script] ?? '').includes('no test specified');
	return wanted.filter(([script]) => typeof scripts[script] === 'string' && !isPlaceholder(script)).map(([script, proof]) => gate(script, proof));
}

const managers: Record<string, (hasLock: boolean) => PackageManager> = {
	npm: hasLock => ({name: 'npm', run: ['npm', 'run', '--silent'], install: hasLock ? ['npm', 'ci', '--no-audit', '--no-fund'] : ['npm', 'install', '--no-audit', '--no-fund', '--no-package-lock']}),
	pnpm: hasLock => ({name: 'pnpm', run: ['pnpm', 'run'], install: ['pnpm', 'install', ...(hasLock ? ['--frozen-lockfile'] : [])]}),
	yarn: hasLock => ({name: 'yarn', run: ['yarn', 'run'], install: ['yarn', 'install', ...(hasLock ? ['--immutable'] : [])]}),
	bun: hasLock => ({name: 'bun', run: ['bun', 'run'], install: ['bun', 'install', ...(hasLock ? ['--frozen-lockfile'] : [])]}),
};

const lockFiles: Record<string, string> = {'pnpm-lock.yaml': 'pnpm', 'yarn.lock': 'yarn', 'bun.lock': 'bun', 'bun.lockb': 'bun', 'package-lock.json': 'npm', 'npm-shrinkwrap.json': 'npm'};

async function packageManager(folder: string, manifest: Manifest): Promise<PackageManager> {
	const named = manifest.packageManager?.split('@', 1)[0];
	const locks = await present(folder, Object.keys(lockFiles));
	const byLock = locks.map(name => lockFiles[name] ?? 'npm');
	const name = named !== undefined && Object.hasOwn(managers, named) ? named : byLock[0] ?? 'npm';
	const make = managers[name] ?? managers['npm']!;
	if (name === 'yarn' && manifest.packageManager === undefined) {
		// The first yarn knows no --immutable.
		return {...make(false), install: ['yarn', 'install', '--frozen-lockfile']};
	}

	return make(byLock.includes(name));
}

async function denoGates(folder: string): Promise<GateSpec[]> {
	const [source] = await present(folder, ['deno.json', 'deno.jsonc']);
	return source === undefined
		? []
		: [
			{name: 'test', command: ['deno', 'test'], timeout: 900, proof: 'tests', source, setup: []},
			{name: 'lint', command: ['deno', 'lint'], timeout: 600, proof: 'exit', source, setup: []},
		];
}

/** A manifest that is no JSON suggests nothing; its own tools will complain of it. */
function parse(text: string): Manifest | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return value !== null && typeof value === 'object' ? value : undefined;
	} catch {
		return undefined;
	}
}

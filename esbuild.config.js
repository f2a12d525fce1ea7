// Two builds from one source tree:
//   node esbuild.config.js           dist/   the shipped program, bundled so that it starts fast
//   node esbuild.config.js --tests   build/  one JavaScript file for each TypeScript file, for ava
import {cp, glob, mkdir, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {build} from 'esbuild';
import {parse} from 'yaml';

const shared = {
	platform: 'node',
	target: 'node24',
	format: 'esm',
	jsx: 'automatic',
	sourcemap: 'linked',
	logLevel: 'warning',
	// esbuild does not know that Node has the flag v, and would have each such expression parsed when its module is loaded.
	supported: {'regexp-set-notation': true},
};

// Some bundled packages are CommonJS inside and call require() for Node's own modules.
const requireBanner = 'import {createRequire as __createRequire} from \'node:module\'; const require = __createRequire(import.meta.url);';

const entries = {
	cli: 'source/cli.ts',
	holder: 'source/holder/main.ts',
	daemon: 'source/daemon/main.ts',
	client: 'source/client/main.ts',
	agent: 'source/agent/main.ts',
};

async function bundle() {
	await rm('dist', {recursive: true, force: true});
	await build({
		...shared,
		entryPoints: entries,
		outdir: 'dist',
		bundle: true,
		splitting: true,
		// Fewer bytes to read. Names stay: logs show them, and errors of the SDKs are known by them.
		minifySyntax: true,
		minifyWhitespace: true,
		legalComments: 'external',
		banner: {js: requireBanner},
		external: ['node-pty', 'react-devtools-core'],
		define: {'process.env.NODE_ENV': '"production"', shippedLayouts: JSON.stringify(await readLayouts())},
	});
}

/** What source/client/floor/load-layouts.ts has built in; its tests read the same files and check them. */
async function readLayouts() {
	const files = await Array.fromAsync(glob('layouts/*.yaml'));
	return Promise.all(files.map(async file => ({name: path.basename(file, '.yaml'), ...parse(await readFile(file, 'utf8'))})));
}

async function transpile() {
	await rm('build', {recursive: true, force: true});
	const files = await Array.fromAsync(glob('{source,state,test}/**/*.{ts,tsx}'));
	await build({...shared, entryPoints: files, outdir: 'build', outbase: '.', bundle: false});
	// A test's fixtures, stories and price tables are data: they stand beside the code that reads them.
	for await (const file of glob('{source,state,test}/**/*.{json,yaml,txt,md,js,sh,snap}')) {
		const target = path.join('build', file);
		await mkdir(path.dirname(target), {recursive: true});
		await cp(file, target);
	}
}

await (process.argv.includes('--tests') ? transpile() : bundle());

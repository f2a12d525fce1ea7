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

// The floor: what has to be there before it stands.
const front = ['source/cli.ts', 'source/commands/floor.ts', 'source/client/main.ts'];

async function bundle() {
	await rm('dist', {recursive: true, force: true});
	const options = {
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
	};
	const {metafile} = await build({...options, write: false, metafile: true});
	await build({...options, plugins: [inOnePiece(metafile), late('string-width')]});
}

// Modules come into one file when the same entries reach them, and each file costs a start two thirds of a millisecond. So everything that
// is started by a person reaches all of the floor: it is then in a few files instead of forty. What runs behind the floor stays as small as it is.
function inOnePiece({inputs, outputs}) {
	const reach = (file, kinds, found = new Set()) => {
		if (inputs[file] !== undefined && !found.has(file)) {
			found.add(file);
			for (const {path: next, kind} of inputs[file].imports) {
				if (kinds.includes(kind)) {
					reach(next, kinds, found);
				}
			}
		}

		return found;
	};

	const behind = new Set([entries.holder, entries.daemon, entries.agent].flatMap(file => [...reach(file, ['import-statement', 'require-call', 'dynamic-import'])]));
	const begun = new Set(Object.values(outputs).map(({entryPoint}) => entryPoint).filter(file => file?.startsWith('source/') && !behind.has(file)).map(file => path.resolve(file)));
	const floor = front.map(file => JSON.stringify(path.resolve(file)));
	return {
		name: 'in-one-piece',
		setup(building) {
			// eslint-disable-next-line require-unicode-regexp -- esbuild reads it as an expression of Go, which has no such flag.
			building.onLoad({filter: /\.tsx?$/}, async ({path: file}) => {
				if (!begun.has(file)) {
					return undefined;
				}

				const imports = file === path.resolve(entries.cli) ? floor.slice(1) : floor.slice(1).filter(name => name !== JSON.stringify(file));
				const contents = `${imports.map(name => `import ${name};`).join(' ')} ${await readFile(file, 'utf8')}`;
				return {contents, loader: path.extname(file).slice(1)};
			});
		},
	};
}

// Has a package, that exports one function, loaded when we first call it: this one reads tables of Unicode for 10 to 40 ms, and most starts need
// none of them.
function late(name) {
	const shim = `let call; export default (...given) => (call ??= require(${JSON.stringify(name)}).default)(...given);`;
	return {
		name: `late-${name}`,
		setup(building) {
			// eslint-disable-next-line require-unicode-regexp -- As above.
			building.onResolve({filter: new RegExp(`^${name}$`)}, ({importer, kind}) => kind === 'import-statement' && importer.startsWith(path.resolve('source')) ? {path: name, namespace: 'late'} : undefined);
			building.onLoad({filter: /./, namespace: 'late'}, () => ({contents: shim, resolveDir: process.cwd()})); // eslint-disable-line require-unicode-regexp -- As above.
		},
	};
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

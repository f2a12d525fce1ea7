// Two builds from one source tree:
//   node esbuild.config.js           dist/   the shipped program, bundled so that it starts fast
//   node esbuild.config.js --tests   build/  one JavaScript file for each TypeScript file, for ava
import {cp, glob, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {build, transform} from 'esbuild';
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

const bundled = {...shared, bundle: true, external: ['node-pty', 'react-devtools-core']};

// Some bundled packages are CommonJS inside and call require() for Node's own modules.
const requireBanner = 'import {createRequire as __createRequire} from \'node:module\'; const require = __createRequire(import.meta.url);';

// What require() loads.
const common = {
	format: 'cjs',
	outExtension: {'.js': '.cjs'},
	// The same clock; Node loads a module for `performance` when it is first named, which takes a millisecond.
	banner: {js: 'const __now=()=>process.uptime()*1000;'},
	define: {'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename', 'performance.now': '__now'},
};

// What a person starts.
const begun = {
	cli: 'source/cli.ts',
	client: 'source/client/main.ts',
};

// What runs behind it, each as small as it can be.
const behind = {
	holder: 'source/holder/begin.ts',
	daemon: 'source/daemon/begin.ts',
	agent: 'source/agent/begin.ts',
	herald: 'source/client/herald/begin.ts',
};

// What tests start over and over. Each is one file, as what is shipped is: loaded from hundreds of files, a start took three times as long.
const startedByTests = [
	'source/holder/main.ts',
	'test/client/open.ts',
	'test/daemon/minimal-daemon.ts',
	'test/daemon/store/compact-writer.ts',
	'test/daemon/store/crash-writer.ts',
];

// The floor: what has to be there before it stands.
const front = ['source/cli.ts', 'source/commands/floor.ts', 'source/client/main.ts'];

async function bundle() {
	await rm('dist', {recursive: true, force: true});
	const options = {
		...bundled,
		outdir: 'dist',
		splitting: true,
		// Fewer bytes to read. Names stay: logs show them, and errors of the SDKs are known by them.
		minifySyntax: true,
		minifyWhitespace: true,
		legalComments: 'external',
		define: await known(),
	};
	await build({...options, entryPoints: behind, banner: {js: requireBanner}});
	await bundleFront(options);
	await bundleFirst();
}

// What shows a floor that is opened again before anything else is loaded: a file of its own, as small as it can be.
async function bundleFirst() {
	await build({...bundled, ...common, entryPoints: {first: 'source/client/herald/show.ts'}, outdir: 'dist', minifySyntax: true, minifyWhitespace: true});
}

// What a person starts is loaded by require(): Node's loader of modules takes a third longer for the same. Where a file waits at its top, as Ink's do,
// or needs one that does, it stays a module.
async function bundleFront(options) {
	const folder = 'dist/front';
	const first = {...options, entryPoints: begun, outdir: folder};
	const {metafile} = await build({...first, write: false, metafile: true});
	const {metafile: {outputs}} = await build({...first, metafile: true, plugins: [inOnePiece(metafile), late('string-width'), late('fuse.js')]});
	const scripts = Object.keys(outputs).filter(file => file.endsWith('.js'));
	const kept = await waiting(scripts, outputs);
	const required = new Set(scripts.filter(file => !kept.has(file)).map(file => path.basename(file)));
	const renamed = text => text
		.replaceAll(/\bimport\("\.\/(?<name>[^"]+)"\)/gv, (call, name) => required.has(name) ? `Promise.resolve().then(()=>require("./${toCommon(name)}"))` : call)
		.replaceAll(/(?<=\b(?:from|import))"\.\/(?<name>[^"]+)"/gv, (specifier, name) => required.has(name) ? `"./${toCommon(name)}"` : specifier);
	const plugins = [{
		name: 'renamed',
		setup(building) {
			// eslint-disable-next-line require-unicode-regexp -- As below.
			building.onLoad({filter: /\.js$/}, async ({path: file}) => {
				const text = renamed(await readFile(file, 'utf8'));
				return {contents: kept.has(path.relative('.', file)) ? text : whole(text), loader: 'js'};
			});
		},
	}];
	// What is imported as a whole is taken as it is: else each file makes a copy of it, with a getter for each of its names.
	const whole = text => text
		.replaceAll(/\bimport (?<local>[\w$]+) from"(?<name>node:[^"]+)"/gv, 'const $<local>=require("$<name>")')
		.replaceAll(/\bimport\("(?<name>node:[^"]+)"\)/gv, 'Promise.resolve().then(()=>require("$<name>"))')
		.replaceAll(/\bimport\("/gv, () => `require("./${bringing}")("`);
	const again = {...shared, outdir: 'dist', bundle: false, minifySyntax: true, minifyWhitespace: true, plugins};
	await build({...again, ...common, entryPoints: scripts.filter(file => !kept.has(file))});
	await build({...again, entryPoints: [...kept], banner: {js: requireBanner}});
	await writeFile(path.join('dist', bringing), bring);
	await rm(folder, {recursive: true});
}

// Brings a module. Scripts whose compiled form we keep ourselves (bin/kept-code.js) are not allowed to; one that Node has loaded is.
const bringing = 'bring.cjs';
const bring = 'module.exports = name => import(name);\n';

const toCommon = name => name.replace(/\.js$/v, '.cjs');

// The files that cannot be loaded by require(): those that wait at their top, and those that import them.
async function waiting(files, outputs) {
	const kept = new Set();
	await Promise.all(files.map(async file => {
		try {
			await transform(await readFile(file, 'utf8'), {format: 'cjs', logLevel: 'silent'});
		} catch {
			kept.add(file);
		}
	}));
	for (let count = -1; count !== kept.size;) {
		count = kept.size;
		for (const file of files) {
			if (outputs[file].imports.some(({path: other, kind}) => kind === 'import-statement' && kept.has(other))) {
				kept.add(file);
			}
		}
	}

	return kept;
}

// Modules come into one file when the same entries reach them, and each file costs a start half a millisecond. So everything that is started by
// a person reaches all of the floor: it is then in a few files instead of forty.
function inOnePiece({outputs}) {
	const started = new Set(Object.values(outputs).map(({entryPoint}) => entryPoint).filter(file => file?.startsWith('source/')).map(file => path.resolve(file)));
	const floor = front.map(file => JSON.stringify(path.resolve(file)));
	return {
		name: 'in-one-piece',
		setup(building) {
			// eslint-disable-next-line require-unicode-regexp -- esbuild reads it as an expression of Go, which has no such flag.
			building.onLoad({filter: /\.tsx?$/}, async ({path: file}) => {
				if (!started.has(file)) {
					return undefined;
				}

				const imports = file === path.resolve(begun.cli) ? floor.slice(1) : floor.slice(1).filter(name => name !== JSON.stringify(file));
				const contents = `${imports.map(name => `import ${name};`).join(' ')} ${await readFile(file, 'utf8')}`;
				return {contents, loader: path.extname(file).slice(1)};
			});
		},
	};
}

// Has a package, that exports one function or class, loaded when we first call it: string-width reads tables of Unicode for 10 to 40 ms, and most
// starts need none of them. It is a file of its own, and what imports it otherwise, as Ink does, has it once more.
function late(name) {
	const title = path.parse(name).name;
	const file = `${title}.cjs`;
	const shim = `let found; export default function (...given) { found ??= require("./${file}").default; return new.target ? new found(...given) : found(...given); }`;
	return {
		name: `late-${name}`,
		setup(building) {
			// eslint-disable-next-line require-unicode-regexp -- As above.
			building.onResolve({filter: new RegExp(`^${name}$`)}, ({importer, kind}) => kind === 'import-statement' && importer.startsWith(path.resolve('source')) ? {path: name, namespace: `late-${name}`} : undefined);
			building.onResolve({filter: new RegExp(`^\\./${title}\\.cjs$`)}, ({path: own}) => ({path: own, external: true})); // eslint-disable-line require-unicode-regexp -- As above.
			building.onLoad({filter: /./, namespace: `late-${name}`}, () => ({contents: shim, resolveDir: process.cwd()})); // eslint-disable-line require-unicode-regexp -- As above.
			building.onStart(async () => {
				await build({...shared, entryPoints: {[title]: name}, format: 'cjs', outdir: 'dist', outExtension: {'.js': '.cjs'}, bundle: true, minifySyntax: true, minifyWhitespace: true, sourcemap: false});
			});
		},
	};
}

const known = async () => ({'process.env.NODE_ENV': '"production"', shippedLayouts: JSON.stringify(JSON.stringify(await readLayouts()))});

/** What source/client/floor/load-layouts.ts has built in; its tests read the same files and check them. */
async function readLayouts() {
	const files = await Array.fromAsync(glob('layouts/*.yaml'));
	return Promise.all(files.map(async file => ({name: path.basename(file, '.yaml'), ...parse(await readFile(file, 'utf8'))})));
}

async function transpile() {
	await rm('build', {recursive: true, force: true});
	const files = await Array.fromAsync(glob('{source,state,test}/**/*.{ts,tsx}'));
	await build({...shared, entryPoints: files, outdir: 'build', outbase: '.', bundle: false});
	await build({...bundled, entryPoints: startedByTests, outdir: 'build', outbase: '.', splitting: true, chunkNames: 'started/[name]-[hash]', allowOverwrite: true, banner: {js: requireBanner}, define: await known()});
	// A test's fixtures, stories and price tables are data: they stand beside the code that reads them.
	for await (const file of glob('{source,state,test}/**/*.{json,yaml,txt,md,js,sh,snap}')) {
		const target = path.join('build', file);
		await mkdir(path.dirname(target), {recursive: true});
		await cp(file, target);
	}
}

await (process.argv.includes('--tests') ? transpile() : bundle());

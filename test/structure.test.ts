import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {packageRoot} from '../source/base/package-root.js';

/*
How the tree is kept: small files by habit, a mirror of tests, no names that attract everything, no traces of the machine
that it was written on. Read from the sources, so it runs in milliseconds and names what it found.
*/

const root = packageRoot();

type SourceFile = {file: string; lines: number; imports: number; text: string};

async function readTree(folder: string): Promise<SourceFile[]> {
	const entries = await readdir(path.join(root, folder), {recursive: true, withFileTypes: true}).catch(() => []);
	const files = entries.filter(entry => entry.isFile() && /\.tsx?$/v.test(entry.name)).map(entry => path.relative(root, path.join(entry.parentPath, entry.name))).filter(file => !file.includes('/fixtures/'));
	return Promise.all(files.map(async file => {
		const text = await readFile(path.join(root, file), 'utf8');
		return {file, text, lines: text.split('\n').length - 1, imports: new Set(text.match(/(?<=^(?:import|export) [^;]*? from ')(?!node:)[^']+/gmv)).size};
	}));
}

const trees = await Promise.all(['source', 'state', 'test'].map(async folder => readTree(folder)));
const [source, , tests] = trees as [SourceFile[], SourceFile[], SourceFile[]];
const all = trees.flat();

test('no file is longer than 300 lines', t => {
	t.deepEqual(all.filter(({lines}) => lines > 300).map(({file, lines}) => `${file}: ${lines}`), []);
});

// Node's own modules are not counted: what matters is how much of our code one file has to know. A test also sets up what it tests.
test('no file imports from more than 12 others', t => {
	t.deepEqual(all.filter(({file, imports}) => imports > (file.startsWith('test/') ? 16 : 12)).map(({file, imports}) => `${file}: ${imports}`), []);
});

test('the median file is short', t => {
	const sorted = source.map(({lines}) => lines).toSorted((left, right) => left - right);
	t.true(sorted[Math.floor(sorted.length / 2)]! <= 80, `The median is ${sorted[Math.floor(sorted.length / 2)]!} lines.`);
	t.true(sorted[Math.floor(sorted.length * 0.95)]! <= 250, `95 of 100 files are at most ${sorted[Math.floor(sorted.length * 0.95)]!} lines.`);
});

// Test rooms that mirror no room of the source: they look at the whole program.
const wholeProgram = new Set(['.', 'journeys', 'docs', 'picture', 'bench', 'conformance', 'fuzz', 'soak', 'packaging', 'lint', 'support']);

const folderOf = (strip: string, file: string): string => path.relative(strip, path.dirname(file)).replace(/^$/v, '.');

const foldersOf = (files: SourceFile[], strip: string): Set<string> => new Set(files.map(({file}) => folderOf(strip, file)));

/** A room is a folder of the source; in the two large processes a folder of theirs. */
const roomOf = (folder: string): string => folder.split('/').slice(0, /^(?:client|daemon)\//v.test(folder) ? 2 : 1).join('/');

test('every room of the source has its tests in the same place', t => {
	const rooms = new Set([...foldersOf(source, 'source')].filter(folder => folder !== '.').map(folder => roomOf(folder)));
	const isTested = (room: string) => tests.some(({file}) => /\.test\.tsx?$/v.test(file) && (file.startsWith(`test/${room}/`) || file.startsWith(`test/${room}.test.`)));
	t.deepEqual([...rooms, 'state'].filter(room => !isTested(room)), []);
});

test('every folder of the tests mirrors one of the source', t => {
	const rooms = new Set([...foldersOf(source, 'source'), 'state']);
	const orphans = [...foldersOf(tests, 'test')].filter(folder => !wholeProgram.has(folder.split('/', 1)[0]!) && !rooms.has(folder) && folder.split('/').at(-1) !== 'support');
	t.deepEqual(orphans, []);
});

test('no file is named for being a drawer', t => {
	// Written apart, so that this file may name them.
	const refused = /(?:^|\/)(?:utils?|helpers?|common|misc)[.\/]|Manager|Service|Handler/v;
	t.deepEqual(all.map(({file}) => file).filter(file => refused.test(file) && !file.startsWith('source/daemon/handlers/') && !file.startsWith('test/daemon/handlers/')), []);
});

test('no class or type is named Manager, Service or Handler', t => {
	const refused = /\b(?:class|type|interface) (?!PackageManager\b)\w*(?:Manager|Service|Handler)\b/v;
	t.deepEqual(all.filter(({text, file}) => refused.test(text) && file !== 'test/structure.test.ts').map(({file, text}) => `${file}: ${refused.exec(text)![0]}`), []);
});

test('no machine path and no registry host is in the repository', async t => {
	const pages = await readPages();
	// Put together here, so that this file does not find itself.
	const refused = new RegExp([['/wo', 'rk/'], ['/ro', 'ot/'], ['/tmp/br', 'ief'], ['registry', '.npmjs'], ['registry', '.yarnpkg']].map(parts => parts.join('').replaceAll('.', String.raw`\.`)).join('|'), 'v');
	t.deepEqual([...all, ...pages].filter(({text}) => refused.test(text)).map(({file, text}) => `${file}: ${refused.exec(text)![0]}`), []);
});

async function readPages(): Promise<Array<{file: string; text: string}>> {
	const here = await readdir(root);
	const docs = await readdir(path.join(root, 'docs'), {recursive: true}).catch(() => []);
	const files = [...here.filter(name => /\.(?:md|js|json)$/v.test(name) && name !== 'package-lock.json'), ...docs.filter(name => name.endsWith('.md')).map(name => path.join('docs', name)), 'bin/millwright.js', '.ci/run'];
	return Promise.all(files.map(async file => ({file, text: await readFile(path.join(root, file), 'utf8')})));
}

test('tests wait for what happens and never for time', t => {
	const waits = /setTimeout[^\n]* from 'node:timers\/promises'|await delay\(|await sleep\(|new Promise\([^\n]*setTimeout/v;
	// The bench measures over time; it is no test.
	t.deepEqual(tests.filter(({text, file}) => waits.test(text) && file !== 'test/structure.test.ts' && (!file.startsWith('test/bench/') || file.endsWith('.test.ts'))).map(({file}) => file), []);
});

test('no test is skipped, expected to fail or run alone', t => {
	const set = /\btest(?:\.serial)?\.(?:skip|only|failing|todo)\b/v;
	// What a machine cannot do (mount a small disk) may be left out there: `canMount ? test : test.skip`.
	const withoutReason = (text: string) => text.replaceAll(/\bcan[A-Z]\w* \? test(?:\.serial)? : test(?:\.serial)?\.skip\b/gv, '');
	t.deepEqual(tests.filter(({text}) => set.test(withoutReason(text))).map(({file}) => file), []);
});

test('nothing of the source is silenced without a reason', t => {
	const silent = /eslint-disable(?!.*--)|@ts-(?:ignore|nocheck)|\bas any\b/v;
	t.deepEqual(all.filter(({text, file}) => silent.test(text) && file !== 'test/structure.test.ts').map(({file}) => file), []);
});

// Which process a line runs in is the most important fact about it. Lint has the layers too; this finds what is imported by another way.
const layers: Array<{room: RegExp; refused: RegExp}> = [
	{room: /^source\/(?:protocol|geometry|screen)\//v, refused: /from '(?:node:|react|ink|node-pty)/v},
	{room: /^source\/holder\//v, refused: /from '(?:react|ink|[^']*\/(?:daemon|client|commands)\/)/v},
	{room: /^source\/(?:daemon|agent|rehearsal)\//v, refused: /from '(?:react|ink|[^']*\/(?:client|commands)\/)/v},
	{room: /^source\/client\//v, refused: /from '(?:node-pty|simple-git|lowdb|@anthropic-ai\/sdk|openai|[^']*\/(?:daemon|holder|state)\/)/v},
	{room: /^source\/base\//v, refused: /from '[^']*\/(?:daemon|holder|client|commands|agent|rehearsal)\//v},
];

for (const {room, refused} of layers) {
	test(`who may import whom: ${room.source}`, t => {
		t.deepEqual(source.filter(({file, text}) => room.test(file) && refused.test(text)).map(({file, text}) => `${file}: ${refused.exec(text)![0]}`), []);
	});
}

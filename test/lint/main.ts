import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {glob, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/*
Lint of what was changed since it was last found clean.

All of it takes four minutes of processor, a sixth of `npm test`, to say of hundreds of files what it said the day before. So what was
found clean is written down, by its content, in test/lint/clean.txt: `npm run lint` does that, and `npm test` looks only at files that are not
in there. Other rules or other versions of anything that is installed, and all files count as changed.

A file may become wrong by a change of another, as when a function that it calls becomes asynchronous: so the files that it imports count as
its content. What is further away only `npm run lint -- --all` sees.
*/

const list = 'test/lint/clean.txt';
// Of a hash: enough that two contents of one file are never the same.
const digits = 16;
// What is found depends on these as well.
const rules = ['xo.config.js', 'tsconfig.json', 'package-lock.json'];
const linted = ['*.{js,json}', '{bin,docs,source,state,test}/**/*.{js,ts,tsx,json,css}'];
const ignored = ['package*.json', 'bin/package.json', 'test/fixtures/**', 'source/demo/story/**'];

const {argv} = process;
const isKept = argv.includes('--keep');
const texts = new Map<string, string>();
for await (const file of glob(linted, {exclude: ignored})) {
	texts.set(file, await readFile(file, 'utf8'));
}

const found = new Map([...texts].map(([file, text]) => [file, digest([text, ...importedBy(file, text)].join('\0'))]));
const ofRules = digest((await Promise.all(rules.map(async file => readFile(file, 'utf8').catch(() => '')))).join('\0'));
const clean = argv.includes('--all') ? new Map<string, string>() : await readClean();
const changed = found.keys().filter(file => clean.get(file) !== found.get(file)).toArray().toSorted();
if (changed.length > 0) {
	const {status, error} = spawnSync('xo', ['--quiet', ...changed], {stdio: 'inherit'});
	if (error !== undefined) {
		console.error(`lint: xo could not be started (${error.message}). Run it by \`npm run lint\`, after \`npm ci\`.`);
	}

	if (status !== 0) {
		process.exit(1);
	}
}

if (isKept) {
	const lines = found.keys().toArray().toSorted().map(file => `${found.get(file)!} ${file}`);
	await writeFile(list, `${[ofRules, ...lines].join('\n')}\n`);
}

console.log(`lint: ${changed.length} of ${found.size} files were looked at; the others have not changed since they were found clean.`);

/** What was found clean by the same rules: the content of each file, by its path. */
async function readClean(): Promise<Map<string, string>> {
	const [first, ...lines] = (await readFile(list, 'utf8').catch(() => '')).split('\n');
	return new Map(first === ofRules ? lines.filter(line => line !== '').map(line => [line.slice(digits + 1), line.slice(0, digits)]) : []);
}

/** The contents of the files that a file imports. */
function importedBy(file: string, text: string): string[] {
	const names = text.matchAll(/(?<=\bfrom ')\.[^']+(?=')/gv).map(([name]) => path.join(path.dirname(file), name)).toArray();
	return names.map(name => texts.get(name.replace(/js$/v, 'ts')) ?? texts.get(name.replace(/js$/v, 'tsx')) ?? texts.get(name) ?? '');
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

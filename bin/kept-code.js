/*
What V8 has compiled of the program, kept between starts.

Node's own cache holds what is compiled when a file is loaded. That is its top; each function in it is compiled when it is first called, with
every start anew: for the floor 500 of them, a fifth of the time to its first picture. So what is kept here is taken when the program has run
for a while, with all functions that were called until then.

A file is eight digits that say how long its head is, the head (JSON), and what V8 made of each script, all of that twice: V8 takes whatever it
is given, so a file whose halves differ is none.
*/
/* eslint-disable unicorn/prefer-module, n/no-deprecated-api -- It is loaded by require(), and what require() loads is its business. */
const {Buffer} = require('node:buffer');
const fs = require('node:fs');
const path = require('node:path');
const process = require('node:process');
const vm = require('node:vm');

const opening = '(function (exports, require, module, __filename, __dirname) {';
const closing = '\n})';
// After a floor stands or a command began. Later V8 begins to throw away what was not called for a while.
const delay = 2000;
// A file that is being written for longer was left by somebody who was killed.
const patience = 60_000;
// Imports modules, which scripts that Node has not loaded itself may not.
const bringing = 'bring.cjs';
const digits = 8;
const align = 8;
const maker = `2 ${process.version} ${process.arch}`;

// Has the scripts (`.cjs`) of the folder `dist` loaded with what a file in the folder `cache` keeps of them, and keeps there what is new. What
// cannot be kept is compiled each time. Returns what forgets all of it, for a program that did not load.
const keepCode = (dist, cache) => {
	const word = process.argv[2] ?? '';
	const isFloor = ['', 'floor', 'attach', 'demo', 'replay', '--layout', '-l'].includes(word);
	// What shows the floor calls other functions than the rest. Several may be installed.
	const file = path.join(cache, `${isFloor ? 'floor' : 'command'}-${process.version}-${hash(dist)}`);
	let kept = read(file);
	let isOver = false;
	// Loaded, and of those the ones that are not kept yet.
	const loaded = new Set();
	const owed = new Map();

	require.extensions['.cjs'] = (module, filename) => {
		const code = fs.readFileSync(filename, 'utf8');
		const name = path.basename(filename);
		// What is loaded late is left to Node's own cache.
		if (isOver || path.dirname(filename) !== dist || name === bringing) {
			module._compile(code, filename);
			return;
		}

		loaded.add(name);
		const {mtimeMs, ctimeMs, ino} = fs.statSync(filename);
		// V8 looks at the length of the code alone, and whoever installs may set the first of these as they like.
		const id = [mtimeMs, ctimeMs, ino, code.length].join(' ');
		const cachedData = kept[name]?.id === id ? kept[name].data : undefined;
		const script = new vm.Script(opening + code + closing, {filename, columnOffset: -opening.length, cachedData});
		if (cachedData === undefined || script.cachedDataRejected) {
			owed.set(name, {script, id});
		}

		script.runInThisContext().call(module.exports, module.exports, module.require.bind(module), module, filename, dist);
	};

	const keep = () => {
		if (isOver) {
			return;
		}

		isOver = true;
		// It is as large as the program.
		kept = {};
		if (owed.size > 0) {
			try {
				write(file, merge(read(file), owed, loaded));
			} catch {
				// It is a gain of some milliseconds and no more.
			}
		}

		owed.clear();
	};

	const keepLater = () => {
		setTimeout(keep, delay).unref();
	};

	if (isFloor) {
		// The client says when it stands: one that asks a question first, or cannot be opened, has not called what others will.
		process.once('millwright:floor', keepLater);
	} else if (!word.startsWith('-')) {
		keepLater();
		process.once('exit', keep);
	}

	return () => {
		isOver = true;
		fs.rmSync(file, {force: true});
	};
};

module.exports = keepCode;

const hash = text => [...text].reduce((sum, letter) => ((sum * 31) + letter.codePointAt(0)) % (2 ** 32), 0).toString(16);

// What there was of other scripts stays, unless some of it is of another build: then only what was loaded.
function merge(kept, owed, loaded) {
	const isSame = owed.keys().every(name => kept[name] === undefined);
	const left = Object.entries(kept).filter(([name]) => isSame || loaded.has(name));
	const made = owed.entries().map(([name, {script, id}]) => [name, {id, data: script.createCachedData()}]);
	return Object.fromEntries([...left, ...made]);
}

// By name: which file that was, and what V8 made of it. Nothing where there is no such file.
function read(file) {
	try {
		const bytes = fs.readFileSync(file);
		const length = Number(bytes.toString('latin1', 0, digits));
		const head = JSON.parse(bytes.toString('utf8', digits, digits + length));
		const half = (bytes.length - digits - length) / 2;
		const data = bytes.subarray(digits + length, digits + length + half);
		if (head.maker !== maker || !data.equals(bytes.subarray(digits + length + half))) {
			return {};
		}

		return Object.fromEntries(Object.entries(head.scripts).map(([name, {id, from, to}]) => [name, {id, data: data.subarray(from, to)}]));
	} catch {
		return {};
	}
}

// Beside it first, so that who starts meanwhile finds all of it.
function write(file, made) {
	const scripts = {};
	const parts = [];
	let at = 0;
	for (const [name, {id, data}] of Object.entries(made)) {
		const rest = Buffer.alloc((align - (data.length % align)) % align);
		parts.push(data, rest);
		scripts[name] = {id, from: at, to: at + data.length};
		at += data.length + rest.length;
	}

	const text = JSON.stringify({maker, scripts});
	const head = text + ' '.repeat((align - (Buffer.byteLength(text) % align)) % align);
	const bytes = Buffer.concat([Buffer.from(String(Buffer.byteLength(head)).padStart(digits, '0') + head), ...parts, ...parts]);
	const beside = `${file}.new`;
	const {mtimeMs: begun = Infinity} = fs.statSync(beside, {throwIfNoEntry: false}) ?? {};
	if (Date.now() - begun > patience) {
		fs.rmSync(beside, {force: true});
	}

	// Fails where somebody else is at it: theirs is as good.
	const descriptor = fs.openSync(beside, 'wx', 0o600);
	try {
		fs.writeFileSync(descriptor, bytes);
		fs.renameSync(beside, file);
	} catch (error) {
		fs.rmSync(beside, {force: true});
		throw error;
	} finally {
		fs.closeSync(descriptor);
	}
}

#!/usr/bin/env node
// Plain old JavaScript, so that every Node that can be met parses it and the person reads a sentence and no SyntaxError:
// no import statement, no top-level await, nothing newer than ES2015 besides import(), which Node 10 parses already.
// Loaded by require(), as package.json beside it says: Node's loader of modules takes a third longer for the same.
/* eslint-disable n/prefer-global/process, unicorn/prefer-module, import-x/no-unassigned-import -- The reasons are above. */
(function () {
	const needed = 24;
	const found = Number(process.versions.node.split('.', 1)[0]);
	if (found < needed) {
		console.error('millwright: Node ' + needed + ' or newer is needed, and this is Node ' + process.versions.node + ' (' + process.execPath + ').');
		console.error('  Install a newer Node (https://nodejs.org/en/download), open a new shell and try again.');
		process.exitCode = 1;
		return;
	}

	const path = process.getBuiltinModule('node:path');
	let forget = function () {};
	// A floor that is opened again can be seen before the program is loaded.
	const words = process.argv.slice(2);
	if (words.length === 0 || (words.length === 1 && (words[0] === 'floor' || words[0] === 'attach'))) {
		showFirst().then(load);
	} else {
		load();
	}

	function showFirst() {
		try {
			return require('../dist/first.cjs').showFirst();
		} catch (_) { // eslint-disable-line unicorn/prefer-optional-catch-binding -- Newer than what must be parsed here.
			// It is not built; what is loaded next says so.
			return Promise.resolve();
		}
	}

	// Start-up counts: the compiled form of the bundle is kept between starts, in the person's own cache and not where others may write.
	// Where nothing can be kept it is compiled each time; nothing else changes.
	function useCache() {
		const cache = process.env.XDG_CACHE_HOME || path.join(process.env.HOME || '', '.cache');
		if (path.isAbsolute(cache)) {
			keepCompiled([cache, path.join(cache, 'millwright'), path.join(cache, 'millwright', 'compiled')]);
		}
	}

	function load() {
		useCache();
		try {
			require('../dist/cli.cjs');
		} catch (error) {
			complain(error);
		}
	}

	function complain(error) {
		forget();
		const handed = process[Symbol.for('millwright.handed')];
		if (handed) {
			handed.drop();
		}

		const missing = error && error.code === 'MODULE_NOT_FOUND' && String(error.message).split('\n', 1)[0].includes('cli.cjs');
		if (missing) {
			console.error('millwright: it is not built yet: dist/cli.cjs is missing.');
			console.error('  Run `npm run build` in the folder of Millwright.');
		} else {
			console.error(error);
		}

		process.exitCode = 1;
	}

	// Each folder is in the one before. Made one by one, because Node has a way to make them all that never ends in places such as /proc.
	function keepCompiled(folders) {
		try {
			for (const folder of folders) {
				makeFolder(folder);
			}

			// For modules. Scripts are loaded by one's own: see there.
			process.getBuiltinModule('node:module').enableCompileCache(folders[2]);
			if (!process.env.NODE_DISABLE_COMPILE_CACHE) {
				forget = require('./kept-code.js')(path.join(__dirname, '..', 'dist'), folders[2]);
			}
		} catch (_) { // eslint-disable-line unicorn/prefer-optional-catch-binding -- Newer than what must be parsed here.
			// It is a gain of some milliseconds and no more.
		}
	}

	function makeFolder(folder) {
		try {
			process.getBuiltinModule('node:fs').mkdirSync(folder, {mode: 0o700});
		} catch (error) {
			if (error.code !== 'EEXIST') {
				throw error;
			}
		}
	}
})();

#!/usr/bin/env node
// Plain old JavaScript, so that every Node that can be met parses it and the person reads a sentence and no SyntaxError:
// no import statement, no top-level await, nothing newer than ES2015 besides import(), which Node 10 parses already.
/* eslint-disable n/prefer-global/process -- The reason is above. */
(function () {
	const needed = 24;
	const found = Number(process.versions.node.split('.', 1)[0]);
	if (found < needed) {
		console.error('millwright: Node ' + needed + ' or newer is needed, and this is Node ' + process.versions.node + ' (' + process.execPath + ').');
		console.error('  Install a newer Node (https://nodejs.org/en/download), open a new shell and try again.');
		process.exitCode = 1;
		return;
	}

	// Start-up counts: the compiled form of the bundle is kept between starts.
	const nodeModule = process.getBuiltinModule('node:module');
	if (nodeModule.enableCompileCache) {
		nodeModule.enableCompileCache();
	}

	import('../dist/cli.js').catch(error => {
		const missing = error && error.code === 'ERR_MODULE_NOT_FOUND' && String(error.message).includes('cli.js');
		if (missing) {
			console.error('millwright: it is not built yet: dist/cli.js is missing.');
			console.error('  Run `npm run build` in the folder of Millwright.');
		} else {
			console.error(error);
		}

		process.exitCode = 1;
	});
})();

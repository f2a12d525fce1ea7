import process from 'node:process';
import {resolvePaths} from '../../base/paths.js';
import {connectDaemon} from '../../link/daemon.js';
import {readToken} from '../../link/token.js';
import {practise} from './practise.js';
import {servePictures} from './serve-pictures.js';

// Started by the daemon whose process is named, and there as long as it is.
const daemonPid = process.argv[2];
const paths = resolvePaths(process.env);
const daemon = await connectDaemon({paths, start: false, role: 'herald'});
if (daemonPid !== undefined && daemon.welcome.pid !== Number(daemonPid)) {
	// That one is gone, and the next starts its own.
	process.exit();
}

const listening = readToken(paths).then(async token => servePictures({paths, token, daemon, rehearsal: process.env['MILLWRIGHT_REHEARSAL']}));
daemon.closed.once(() => {
	void listening.then(async listener => listener.close()).finally(() => {
		process.exit();
	});
});
await listening;
try {
	await practise(await daemon.request('floor', {}), paths);
} catch {
	// A layout or key that is not known, or a daemon that goes: a floor says so where it is opened.
}

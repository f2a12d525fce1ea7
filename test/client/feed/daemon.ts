import process from 'node:process';
import path from 'node:path';
import {createLog} from '../../../source/base/log.js';
import {resolvePaths} from '../../../source/base/paths.js';
import {emptyFloor} from '../../../source/client/floor/start.js';
import {createRouter, type Handlers} from '../../../source/daemon/server/router.js';
import {serveControl} from '../../../source/daemon/server/control.js';
import {ensureToken} from '../../../source/link/ensure-token.js';

/* A daemon that knows one thing, the floor, and is there to be killed. It says on its output that it listens. */
const paths = resolvePaths(process.env);
await serveControl({
	paths,
	token: await ensureToken(paths),
	version: 'test',
	rehearsal: undefined,
	log: createLog({file: path.join(paths.state, 'daemon.log')}),
	router: createRouter({floor: async () => ({...emptyFloor, daemon: {pid: process.pid, version: 'test', since: 0}})} as unknown as Handlers),
});
console.log('listening');

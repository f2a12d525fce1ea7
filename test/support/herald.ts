import {spawn, type ChildProcess} from 'node:child_process';
import {existsSync, watch} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {packageRoot, packageVersion} from '../../source/base/package-root.js';
import {heraldSocket} from '../../source/base/paths.js';
import {within} from '../../source/base/guard.js';
import {enterSequence, leaveSequence, mouseOn} from '../../source/client/terminal/modes.js';
import {admit} from '../../source/link/admit.js';
import {ensureToken} from '../../source/link/ensure-token.js';
import {listen} from '../../source/link/server.js';
import {frameKind} from '../../source/protocol/frame.js';
import {controlProtocol} from '../../source/protocol/version.js';
import type {Home} from './home.js';
import type {Lifetime} from './lifetime.js';

/** Resolves when a herald can be asked. */
export async function untilHerald({paths}: Pick<Home, 'paths'>): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const look = () => {
		if (existsSync(heraldSocket(paths))) {
			resolve();
		}
	};

	const watcher = watch(paths.runtime, look);
	try {
		look();
		await within(100_000, promise, () => new Error('The herald does not listen.'));
	} finally {
		watcher.close();
	}
}

/** Starts the herald of a home whose daemon runs, as the daemon would after a while, and waits until it can be asked. */
export async function startHerald(t: Lifetime, {environment, paths}: Pick<Home, 'environment' | 'paths'>): Promise<ChildProcess> {
	const herald = spawn(process.execPath, [path.join(packageRoot(), 'dist', 'herald.js')], {env: environment, stdio: ['ignore', 'inherit', 'inherit'], cwd: '/'});
	t.teardown(() => {
		herald.kill('SIGKILL');
	});
	await untilHerald({paths});
	return herald;
}

const picture = `${enterSequence}${mouseOn}\u{1B}[H\u{1B}[mA PICTURE OF A FLOOR`;

/** A herald that has a picture for everybody, whatever there is to be seen. */
export async function playHerald(t: Lifetime, {paths, environment}: Pick<Home, 'environment' | 'paths'>): Promise<void> {
	const token = await ensureToken(paths);
	const listener = await listen({
		file: heraldSocket(paths),
		onConnection(connection) {
			void admit(connection, {protocols: [controlProtocol], version: packageVersion(), token, name: 'herald', cure: '', rehearsal: environment['MILLWRIGHT_REHEARSAL']}).then(() => connection.onMessage(() => {
				connection.send({bytes: picture, restore: leaveSequence({keyboardPushed: false, marginsSet: false})});
				connection.sendFrame(frameKind.screen, new Uint8Array(4));
			}));
		},
	});
	t.teardown(async () => listener.close());
}

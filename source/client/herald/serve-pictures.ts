import {packageVersion} from '../../base/package-root.js';
import {heraldSocket, type Paths} from '../../base/paths.js';
import {admit} from '../../link/admit.js';
import type {FramedConnection} from '../../link/connection.js';
import type {DaemonLink} from '../../link/daemon.js';
import {listen, type Listener} from '../../link/server.js';
import {readPictureRequest, type PictureReply, type PictureRequest} from '../../protocol/first-picture.js';
import {frameKind} from '../../protocol/frame.js';
import {controlProtocol} from '../../protocol/version.js';
import {areClustersMany, collectClusters} from '../../screen/glyph.js';
import {firstPicture, type FirstPicture} from './first-picture.js';
import {KeptScreens} from './kept-screens.js';

export type HeraldOptions = {
	paths: Paths;
	token: string;
	daemon: DaemonLink;
	/** The script that the daemon rehearses. */
	rehearsal?: string | undefined;
};

/** Makes first pictures for whoever asks at the herald's socket, one request a connection. */
export async function servePictures({paths, token, daemon, rehearsal}: HeraldOptions): Promise<Listener> {
	const screens = new KeptScreens(token);
	let underWay = 0;
	const make = async (request: PictureRequest) => {
		// Pictures are drawn and gone: between two of them no cell is left.
		if (underWay === 0 && areClustersMany()) {
			collectClusters([]);
		}

		underWay++;
		return draw(request).finally(() => {
			underWay--;
		});
	};

	const draw = async (request: PictureRequest) => {
		// Those that were shown last will most likely be: they answer while the daemon does.
		const early = new Map(screens.sockets.map(socket => [socket, screens.ask(socket)]));
		const picture = await firstPicture(request, {
			paths,
			async floor() {
				return daemon.request('floor', {});
			},
			screen: async socket => early.get(socket) ?? screens.ask(socket),
		});
		if (picture !== undefined) {
			screens.keep(new Set(picture.sockets));
		}

		return picture;
	};

	return listen({
		file: heraldSocket(paths),
		onConnection(connection) {
			void serve(connection, {token, rehearsal, make});
		},
	});
}

type Serving = {token: string; rehearsal: string | undefined; make: (request: PictureRequest) => Promise<FirstPicture | undefined>};

async function serve(connection: FramedConnection, {token, rehearsal, make}: Serving): Promise<void> {
	const hello = await admit(connection, {
		protocols: [controlProtocol],
		version: packageVersion(),
		token,
		name: 'herald',
		cure: 'Run `millwright daemon stop` and start again: agents go on.',
		rehearsal,
	});
	if (hello === undefined) {
		return;
	}

	connection.onMessage(message => {
		void answer(connection, hello.version === packageVersion() ? message : undefined, make);
	});
}

async function answer(connection: FramedConnection, message: unknown, make: Serving['make']): Promise<void> {
	const request = readPictureRequest(message);
	const picture = request === undefined ? undefined : await make(request).catch(() => undefined);
	try {
		connection.send((picture === undefined ? {} : {bytes: picture.bytes, restore: picture.restore}) satisfies PictureReply);
		if (picture !== undefined) {
			connection.sendFrame(frameKind.screen, picture.update);
		}

		connection.close();
	} catch (error) {
		// More than a frame may hold.
		connection.destroy(error as Error);
	}
}

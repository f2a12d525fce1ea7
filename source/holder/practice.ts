import type net from 'node:net';
import {duplexPair} from 'node:stream';
import {setImmediate} from 'node:timers/promises';
import {FramedConnection} from '../link/connection.js';
import {frameKind} from '../protocol/frame.js';
import type {EngineMaker} from './choose-engine.js';
import {HeldSession} from './held-session.js';
import {serveViewer} from './viewer.js';

// As often as Node runs something before it compiles it well; what is compiled less costs twice the time, and a person types for minutes to get there.
const keys = 450;
const size = {cols: 80, rows: 24};

/**
Runs the way of a key and its echo on a session without a program, of which nobody sees anything: compiled code is shared by all
sessions of a process. One key a turn, so that what is really typed meanwhile does not wait; a few turns take up to 10 ms in which something
is compiled, which would else fall on a key. Returns how many echoes were sent.
*/
export async function practise(makeEngine: EngineMaker): Promise<number> {
	const spec = {session: 'practice', argv: [''], cwd: '/', environment: {}, size, historyLines: 0, socket: '', token: '', version: ''};
	const session = new HeldSession(spec, '', makeEngine);
	const [near, far] = duplexPair();
	serveViewer(session, new FramedConnection(near as net.Socket), () => {});
	const viewer = new FramedConnection(far as net.Socket);
	viewer.trust();
	let echoes = -1;
	viewer.onMessage(() => {}, () => {
		// The first is the screen as it was.
		echoes++;
		viewer.send({type: 'acknowledge', revision: 0});
	});
	viewer.send({type: 'subscribe', revision: 0});
	for (let key = 0; key < keys; key++) {
		const bytes = Uint8Array.of(key % size.cols === size.cols - 1 ? 0x0D : 0x61 + (key % 26));
		viewer.sendFrame(frameKind.input, bytes);
		await setImmediate();
		session.engine.writeSome(bytes);
		session.publisher.changed();
		await setImmediate();
	}

	viewer.destroy();
	near.destroy();
	session.engine.dispose();
	return echoes;
}

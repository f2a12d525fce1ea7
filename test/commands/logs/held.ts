import {duplexPair} from 'node:stream';
import type {Socket} from 'node:net';
import type {ExecutionContext} from 'ava';
import {LineReader} from '../../../source/commands/logs/line-reader.js';
import {HeldSession} from '../../../source/holder/held-session.js';
import {serveViewer} from '../../../source/holder/viewer.js';
import {FramedConnection} from '../../../source/link/connection.js';
import {Link} from '../../../source/link/holder.js';
import {CellEngine} from '../../../source/screen/engine/cell-engine.js';
import type {ScreenEngine} from '../../../source/screen/engine.js';
import type {Size} from '../../../source/screen/grid.js';

export type Held = {
	engine: ScreenEngine;
	link: Link;
	/** What was told, and how many lines were lost. */
	told: string[];
	lost: number[];
	reader: LineReader;
	print: (text: string) => void;
	/** Reads what is new. */
	read: (options?: {isLast?: boolean}) => Promise<boolean>;
};

/** A session whose program is the test, served by a holder's own code over a pair of streams. */
export function hold(t: ExecutionContext, {size = {cols: 80, rows: 24}, historyLines = 1000}: {size?: Size; historyLines?: number} = {}): Held {
	const spec = {session: 's-held', argv: [''], cwd: '/', environment: {}, size, historyLines, socket: '', token: '', version: ''};
	const session = new HeldSession(spec, '', options => new CellEngine(options));
	const [near, far] = duplexPair() as unknown as [Socket, Socket];
	serveViewer(session, new FramedConnection(near), () => {});
	const connection = new FramedConnection(far);
	connection.trust();
	const link = new Link(connection, 1);
	t.teardown(() => {
		link.close();
	});
	const told: string[] = [];
	const lost: number[] = [];
	const reader = new LineReader({
		line(text) {
			told.push(text);
		},
		lost(count) {
			lost.push(count);
		},
	});
	const encoder = new TextEncoder();
	return {
		engine: session.engine, link, told, lost, reader,
		print(text) {
			session.engine.write(encoder.encode(text));
		},
		read: async options => reader.read(link, options),
	};
}

/** Lines with a number each, `from` to `to` (not counted). */
export const numbered = (from: number, to: number): string[] => Array.from({length: to - from}, (_, index) => `line ${from + index}`);

export const printed = (lines: readonly string[]): string => lines.map(line => `${line}\r\n`).join('');

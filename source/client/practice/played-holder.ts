import type net from 'node:net';
import {duplexPair} from 'node:stream';
import {FramedConnection} from '../../link/connection.js';
import type {HolderLink} from '../../link/holder-link.js';
import {Link} from '../../link/holder.js';
import {decodeMessage, frameKind} from '../../protocol/frame.js';
import type {HolderNotice, Size} from '../../protocol/holder.js';
import {encodeScreenUpdate, type UpdateRow} from '../../protocol/screen-update.js';
import {glyphOf} from '../../screen/glyph.js';
import {plainModes} from '../../screen/screen.js';

/** A holder in this process whose program echoes what is typed, on one line: what a link to it carries is what a real one would. */
export function playHolder(size: Size, begin: readonly HolderNotice[]): HolderLink {
	const [near, far] = duplexPair();
	const connection = new FramedConnection(far as net.Socket);
	connection.trust();
	let revision = 0;
	let line = '';
	const show = (base: number, rows: UpdateRow[]) => {
		revision++;
		const cursor = {x: line.length, y: 0, visible: true, shape: 'block', blink: false} as const;
		connection.sendFrame(frameKind.screen, encodeScreenUpdate({revision, base, size, cursor, modes: plainModes, historyLines: 0, styles: [], rows}));
	};

	const echo = (text: string) => {
		line = line.length < size.cols - 1 ? line + text : text;
		show(revision, [{y: 0, glyphs: Uint32Array.from(line, letter => glyphOf(letter, 1)), styles: new Uint32Array(line.length)}]);
	};

	const obey = ({type}: HolderNotice) => {
		if (type === 'resize') {
			connection.send({type: 'sized', size, by: 'latest'});
		} else if (type === 'subscribe') {
			show(0, []);
		}
	};

	connection.onFrame(({kind, payload}) => {
		if (kind === frameKind.input) {
			echo(String.fromCodePoint(...payload));
		} else {
			obey(decodeMessage(payload) as HolderNotice);
		}
	});
	const own = new FramedConnection(near as net.Socket);
	own.trust();
	const link = new Link(own, 0);
	for (const notice of begin) {
		own.send(notice);
	}

	return link;
}

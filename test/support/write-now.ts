import {writeSync} from 'node:fs';
import type {IPty} from 'node-pty';

/**
Writes to the program in a pseudo-terminal at once. node-pty itself writes in another thread, and may do so when the program has gone and its
descriptor is already that of somebody's socket.
*/
export function writeNow(pty: IPty, text: string): void {
	const {fd, _socket: socket, _writeStream: {_writeQueue: queue}} = pty as unknown as {fd: number; _socket: {destroyed: boolean}; _writeStream: {_writeQueue: unknown[]}};
	if (socket.destroyed) {
		return;
	}

	// Not in the middle of a paste.
	if (queue.length > 0) {
		pty.write(text);
		return;
	}

	try {
		// Answers are ASCII.
		const rest = text.slice(writeSync(fd, text));
		if (rest !== '') {
			pty.write(rest);
		}
	} catch {
		// Nobody reads there: as of a terminal, it is lost.
	}
}

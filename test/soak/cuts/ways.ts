import process from 'node:process';
import type {Size} from '../../../source/screen/grid.js';
import type {Pty} from '../../client/pty.js';
import type {Scene} from './scene.js';

/** One way in which a client and its terminal are parted, or come to be two. */
export type Way = {
	name: string;
	/** Over ssh, in a terminal that is a process of its own, or directly. */
	through: 'ssh' | 'terminal' | 'nothing';
	/** Whether the client can still speak to its terminal, and so leaves it as it was. */
	restores: boolean;
	/** Parts them. When it resolves the client is about to end. */
	part: (scene: Scene, pty: Pty) => Promise<void>;
};

// Lines of the counter that come while a client is stopped: more than a screen has.
const meanwhile = 300;

export const ways: readonly Way[] = [
	{name: 'the ssh client is killed', through: 'ssh', restores: false, part: killWith('SIGKILL')},
	{
		name: 'the ssh server’s end is killed', through: 'ssh', restores: false,
		async part({shell}) {
			for (const pid of await shell!.connections()) {
				process.kill(pid, 'SIGKILL');
			}
		},
	},
	{name: 'the terminal is closed', through: 'nothing', restores: true, part: killWith('SIGHUP')},
	{name: 'the terminal is killed', through: 'terminal', restores: false, part: killWith('SIGKILL')},
	{name: 'the client is killed', through: 'nothing', restores: false, part: killWith('SIGKILL')},
	{name: 'the client is ended', through: 'nothing', restores: true, part: killWith('SIGTERM')},
	{
		name: 'the client is stopped and continued', through: 'nothing', restores: true,
		async part(scene, pty) {
			process.kill(pty.pid, 'SIGSTOP');
			await scene.count(meanwhile);
			process.kill(pty.pid, 'SIGCONT');
			await scene.looksRight(pty);
			pty.type('\u{1D}d');
		},
	},
	{
		name: 'another client takes over and leaves', through: 'nothing', restores: true,
		async part(scene, pty) {
			const other = await scene.open('nothing', otherSize(pty));
			await scene.looksRight(other);
			await scene.leave(other);
			// Whose person types has the size again.
			pty.type('x');
			await scene.looksRight(pty);
			pty.type('\u{1D}d');
		},
	},
	{
		name: 'another client takes over from one that is stopped', through: 'nothing', restores: false,
		async part(scene, pty) {
			process.kill(pty.pid, 'SIGSTOP');
			const other = await scene.open('nothing', otherSize(pty));
			await scene.count(meanwhile);
			await scene.looksRight(other);
			await scene.leave(other);
			pty.kill('SIGKILL');
		},
	},
	{
		name: 'the person detaches in the midst of a flood', through: 'nothing', restores: true,
		async part(scene, pty) {
			await scene.flood();
			pty.type('\u{1D}d');
		},
	},
];

function killWith(signal: string): Way['part'] {
	return async (_, pty) => {
		pty.kill(signal);
	};
}

const otherSize = (pty: Pty): Size => pty.emulator.terminal.cols === 80 ? {cols: 132, rows: 43} : {cols: 80, rows: 24};

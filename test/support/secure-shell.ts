import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer, type AddressInfo} from 'node:net';
import {once} from 'node:events';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {within} from '../../source/base/guard.js';
import type {Lifetime} from './lifetime.js';
import {runProgram} from './run-program.js';

const server = '/usr/sbin/sshd';
const client = '/usr/bin/ssh';

/** Whether this machine has a server and a client of OpenSSH. */
export const hasSecureShell = (): boolean => existsSync(server) && existsSync(client);

export type SecureShell = {
	/** The command line that runs this one over there, on a terminal. */
	command: (argv: string[], options: {cwd: string; environment: Record<string, string>}) => string[];
	/** The server's processes for the connections that are open. */
	connections: () => Promise<number[]>;
};

/** A real sshd on loopback with a key of its own for host and user, for as long as the journey lasts. */
export async function startSecureShell(t: Lifetime): Promise<SecureShell> {
	const folder = await mkdtemp('/tmp/mwj-ssh-');
	const file = (name: string) => path.join(folder, name);
	t.teardown(async () => {
		await rm(folder, {recursive: true, force: true});
	});
	for (const name of ['host', 'user']) {
		const {code, stderr} = await runProgram(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file(name)], {cwd: folder, environment: {PATH: process.env['PATH']!}});
		if (code !== 0) {
			throw new Error(`ssh-keygen: ${stderr}`);
		}
	}

	await copyFile(file('user.pub'), file('authorized'));
	const port = await freePort();
	await writeFile(file('config'), [
		`Port ${port}`,
		'ListenAddress 127.0.0.1',
		`HostKey ${file('host')}`,
		`AuthorizedKeysFile ${file('authorized')}`,
		`PidFile ${file('pid')}`,
		'StrictModes no',
		'UsePAM no',
		'PasswordAuthentication no',
		'PermitRootLogin yes',
		'PrintMotd no',
		'',
	].join('\n'));
	await chmod(file('user'), 0o600);
	if (process.getuid?.() === 0) {
		// Where the server locks itself in; a package makes it only when it starts the server as a service.
		await mkdir('/run/sshd', {recursive: true, mode: 0o755});
	}

	const listening = await listen(t, file('config'));
	return {
		command: (argv, {cwd, environment}) => [
			client,
			'-tt',
			'-F',
			'none',
			'-p',
			String(port),
			'-i',
			file('user'),
			'-o',
			'IdentitiesOnly=yes',
			'-o',
			'StrictHostKeyChecking=no',
			'-o',
			'UserKnownHostsFile=/dev/null',
			'-o',
			'LogLevel=ERROR',
			`${os.userInfo().username}@127.0.0.1`,
			`cd ${quote(cwd)} && exec env ${Object.entries(environment).map(([name, value]) => quote(`${name}=${value}`)).join(' ')} ${argv.map(word => quote(word)).join(' ')}`,
		],
		connections: async () => childrenOf(listening),
	};
}

async function listen(t: Lifetime, config: string): Promise<number> {
	const child = spawn(server, ['-D', '-e', '-f', config], {stdio: ['ignore', 'ignore', 'pipe']});
	t.teardown(async () => {
		for (const pid of await childrenOf(child.pid!)) {
			end(pid);
		}

		child.kill('SIGKILL');
	});
	const said: string[] = [];
	const ready = Promise.withResolvers<void>();
	createInterface(child.stderr).on('line', line => {
		said.push(line);
		if (line.startsWith('Server listening')) {
			ready.resolve();
		}
	});
	child.once('exit', () => {
		ready.reject(new Error(`sshd did not start: ${said.join('\n')}`));
	});
	await within(20_000, ready.promise, () => new Error(`sshd does not listen: ${said.join('\n')}`));
	return child.pid!;
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const {port} = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}

/** Those that a process started, as Linux has it. */
async function childrenOf(pid: number): Promise<number[]> {
	const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
	return text.split(' ').filter(word => word !== '').map(Number);
}

function end(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It went by itself.
	}
}

const quote = (word: string): string => `'${word.replaceAll('\'', String.raw`'\''`)}'`;

import {lstatSync, mkdirSync} from 'node:fs';
import process from 'node:process';
import {MillwrightError} from '../base/errors.js';

/** Makes the folder of sockets, mode 0700, or checks that it is one that nobody else can reach into. */
export async function checkRuntimeFolder(folder: string): Promise<void> {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const status = lstatSync(folder);
	const wrong = status.isSymbolicLink()
		? 'is a symbolic link'
		: (status.isDirectory()
			? undefined
			: 'is no folder');
	const complaint = wrong
		?? (status.uid === process.getuid?.() ? undefined : `belongs to user ${status.uid}`)
		?? ((status.mode & 0o077) === 0 ? undefined : `has mode ${(status.mode & 0o777).toString(8)}`);
	if (complaint !== undefined) {
		throw new MillwrightError(
			'unsafe-folder',
			`The folder of sockets ${folder} ${complaint}; it must be a folder of yours with mode 700.`,
			{hint: `Run \`chmod 700 ${folder}\`, or remove it, or set XDG_RUNTIME_DIR to another folder.`},
		);
	}
}

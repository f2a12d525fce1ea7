import {createRequire} from 'node:module';
import path from 'node:path';

/*
The native half of node-pty, without its JavaScript half: that one destroys the terminal 200 ms after the program's end,
read or not, and turns a full terminal into a busy loop.
*/

export type NativePty = {
	/** Positional, as the C++ side reads them: file, arguments, environment, folder, columns, rows, user, group, UTF-8, helper, end. */
	fork(...parameters: [
		file: string, arguments_: string[], environment: string[], cwd: string, cols: number, rows: number,
		uid: number, gid: number, utf8: boolean, helper: string, exited: (code: number, signal: number) => void,
	]): {fd: number; pid: number; pty: string};
	resize(fd: number, cols: number, rows: number): void;
};

const require = createRequire(import.meta.url);
const {loadNativeModule} = require('node-pty/lib/utils.js') as {loadNativeModule(name: string): {dir: string; module: NativePty}};

const loaded = loadNativeModule('pty');

export const native = loaded.module;

/** macOS starts programs through a helper that is built beside the module. */
export const helperPath = path.join(path.dirname(require.resolve('node-pty/lib/utils.js')), loaded.dir, 'spawn-helper');

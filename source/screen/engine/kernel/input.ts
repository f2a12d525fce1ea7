import {decodeBase64} from '../../base64.js';
import {kernelCode} from './code.js';

type Machine = {module: WebAssembly.Module; memory: WebAssembly.Memory};

/** Bytes that are parsed at a time. */
export const inputLimit = 16_384;

const memoryPage = 65_536;

/** The assembled loops; undefined where there is no WebAssembly. */
export const machine = load();

/** Where the bytes lie that are parsed, from the first on. */
export const input: Uint8Array = machine === undefined ? new Uint8Array(inputLimit) : new Uint8Array(machine.memory.buffer, 0, inputLimit);

// What is parsed now.
let current: Uint8Array | undefined;

/**
Puts the first bytes, as many as are parsed at a time, where the kernels read them, and has them parsed. It may begin anew meanwhile, for
another screen that is told something. Returns what `parse` does.
*/
export function withInput(bytes: Uint8Array, parse: (bytes: Uint8Array) => number): number {
	const outer = current;
	const kept = outer?.slice();
	current = put(bytes.length > inputLimit ? bytes.subarray(0, inputLimit) : bytes);
	try {
		return parse(current);
	} finally {
		current = outer;
		if (kept !== undefined) {
			put(kept);
		}
	}
}

/** Address space for so many bytes, which takes memory as it is written to. Throws RangeError when there is none. */
export function makeMemory(bytes: number): WebAssembly.Memory {
	const pages = Math.ceil(bytes / memoryPage);
	return new WebAssembly.Memory({initial: pages, maximum: pages});
}

function put(bytes: Uint8Array): Uint8Array {
	input.set(bytes);
	return input.subarray(0, bytes.length);
}

function load(): Machine | undefined {
	try {
		return {module: new WebAssembly.Module(decodeBase64(kernelCode)!), memory: makeMemory(inputLimit)};
	} catch {
		return undefined;
	}
}

import {Buffer} from 'node:buffer';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import wabt from 'wabt';
import {packageRoot} from '../../../../source/base/package-root.js';

// The types of wabt do not know all of what it reads.
const features = {simd: true, multi_memory: true};
const folder = path.join(packageRoot(), 'source', 'screen', 'engine', 'kernel');

export const codeFile = path.join(folder, 'code.ts');

/** What source/screen/engine/kernel/code.ts is to be: kernel.wat, assembled. */
export async function assembleKernel(): Promise<string> {
	const {parseWat} = await wabt();
	const module = parseWat('kernel.wat', await readFile(path.join(folder, 'kernel.wat'), 'utf8'), features);
	const {buffer} = module.toBinary({});
	module.destroy();
	return `/** kernel.wat, assembled by \`npm run kernel\`: WebAssembly in base64. */\nexport const kernelCode = '${Buffer.from(buffer).toString('base64')}';\n`;
}

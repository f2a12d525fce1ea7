import {writeFile} from 'node:fs/promises';
import {assembleKernel, codeFile} from './assemble.js';

// npm run kernel
await writeFile(codeFile, await assembleKernel());

import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {packageRoot} from '../../source/base/package-root.js';
import {configJsonSchema} from '../../source/config/json-schema.js';
import {pages, regenerate} from './generated.js';

// npm run docs
for (const page of pages) {
	const {before, after} = await regenerate(page);
	if (after === before) {
		continue;
	}

	await writeFile(path.join(packageRoot(), page), after);
	console.log(`${page} was written anew.`);
}

await writeFile(path.join(packageRoot(), 'docs', 'config.schema.json'), `${JSON.stringify(configJsonSchema(), undefined, '\t')}\n`);

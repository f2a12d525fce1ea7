import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';

let found: string | undefined;
let version: string | undefined;

/** The folder of Millwright's own package.json, wherever the code was bundled, transpiled or installed to. */
export function packageRoot(): string {
	found ??= search(import.meta.dirname);
	return found;
}

/** The version in that package.json. */
export function packageVersion(): string {
	version ??= (JSON.parse(readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')) as {version: string}).version;
	return version;
}

function search(folder: string): string {
	const manifest = path.join(folder, 'package.json');
	if (existsSync(manifest)) {
		const {name} = JSON.parse(readFileSync(manifest, 'utf8')) as {name?: string};
		if (name === 'millwright') {
			return folder;
		}
	}

	const parent = path.dirname(folder);
	if (parent === folder) {
		throw new Error('The package.json of Millwright is missing above its own code.');
	}

	return search(parent);
}

import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {packageRoot} from '../../source/base/package-root.js';

const dist = path.join(packageRoot(), 'dist');

/** The files of the bundle that are loaded with this one, and the modules of Node. */
async function loadedWith(file: string, found = new Set<string>()): Promise<Set<string>> {
	found.add(file);
	if (!file.startsWith('./')) {
		return found;
	}

	const text = await readFile(path.join(dist, file), 'utf8');
	for (const {groups} of text.matchAll(/(?:\bimport_\w+=(?:__toESM\()?|[\n;])require\("(?<name>[^\n"]+)"\)/gv)) {
		const name = groups!['name']!;
		if (!found.has(name)) {
			await loadedWith(name, found);
		}
	}

	return found;
}

test('the floor is loaded in a few files, and without what costs a start much', async t => {
	const loaded = await loadedWith('./client.cjs');
	const files = [...loaded].filter(name => name.startsWith('./'));
	t.true(files.length > 1 && files.length <= 20, files.join(' '));
	t.false(loaded.has('node:crypto') || loaded.has('crypto'), 'node:crypto takes 4 ms');
	const texts = await Promise.all(files.map(async file => readFile(path.join(dist, file), 'utf8')));
	// At the top of a file it would be made when the floor is loaded, which takes up to 40 ms.
	t.false(texts.some(text => /^(?:var|let|const)[^\n\{]*new Intl\.Segmenter/mv.test(text)));
});

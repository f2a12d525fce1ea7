import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {packageRoot} from '../../source/base/package-root.js';
import {readScript} from '../../source/rehearsal/script.js';

test('the script in docs/rehearsal.md is a valid one', async t => {
	const page = await readFile(path.join(packageRoot(), 'docs', 'rehearsal.md'), 'utf8');
	const script = /```yaml\n(?<script>.*?)```/sv.exec(page)?.groups?.['script'] ?? '';
	const folder = await mkdtemp(path.join(os.tmpdir(), 'millwright-document-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	await writeFile(path.join(folder, 'script.yaml'), script);
	const {turns} = await readScript(path.join(folder, 'script.yaml'));
	t.deepEqual(turns.map(({when}) => [when.role].flat()[0]), ['planner', 'planner', 'builder', 'builder', 'builder', 'reviewer', undefined]);
});

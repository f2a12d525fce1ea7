import {readFile} from 'node:fs/promises';
import test from 'ava';
import {z} from 'zod';
import {defineDocument, type DocumentFormat} from '../../state/document.js';
import {projectDocument} from '../../state/project.js';
import {runDocument} from '../../state/run.js';
import {sessionDocument} from '../../state/session.js';
import {settingsDocument} from '../../state/settings.js';
import {taskDocument} from '../../state/task.js';

const documents: Array<DocumentFormat<unknown>> = [settingsDocument, projectDocument, taskDocument, runDocument, sessionDocument];

/** `fixtures/<name>-<version>.json` is a document as that version wrote it; never changed once released. */
const fixture = async (name: string, version: number) => JSON.parse(await readFile(new URL(`fixtures/${name}-${version}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;

for (const format of documents) {
	test(`a ${format.name} of every version there was is read, and nothing in it is dropped`, async t => {
		for (let version = 1; version <= format.version; version++) {
			const old = await fixture(format.name, version);
			const now = format.parse(version, old) as Record<string, unknown>;
			t.truthy(format.schema.parse(now));
			t.deepEqual(format.parse(format.version, now), now);
			t.is(now['of the future'], 'kept');
		}

		t.like(format.parse(format.version, await fixture(format.name, format.version)), await fixture(format.name, format.version));
		t.throws(() => format.parse(format.version + 1, {}), {instanceOf: RangeError});
		t.throws(() => format.parse(0, {}), {instanceOf: RangeError});
		t.throws(() => format.parse(format.version, 'text'));
	});
}

test('a document is brought up to date step by step, and a missing step is noticed at once', t => {
	const schema = z.object({name: z.string(), tags: z.array(z.string())});
	const migrations = {
		1: (data: unknown) => ({name: (data as {title: string}).title}),
		2: (data: unknown) => ({...data as {name: string}, tags: []}),
	};
	const format = defineDocument({name: 'thing', version: 3, schema, migrations});
	t.deepEqual(format.parse(1, {title: 'a'}), {name: 'a', tags: []});
	t.deepEqual(format.parse(2, {name: 'b'}), {name: 'b', tags: []});
	t.throws(() => defineDocument({name: 'thing', version: 4, schema, migrations}), {message: /no migration from version 3/v});
});

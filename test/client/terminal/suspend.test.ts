import {chmod, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {project} from '../fixtures/floor.js';
import {setStage} from '../stage.js';

const taken = '\u{1B}[?1049h';

test('an editor has the terminal until it ends, also when the client is told to go on meanwhile', async t => {
	const stage = await setStage(t);
	stage.change(() => ({projects: [project()]}));
	const editor = path.join(stage.environment['HOME']!, 'editor');
	await writeFile(editor, '#!/bin/sh\necho "an editor"\nread line\necho "$line" > "$1"\necho "it has read"\n');
	await chmod(editor, 0o700);
	const client = stage.open({cols: 100, rows: 30}, {EDITOR: editor});
	await client.untilShows('add a task');
	client.type('+');
	await client.untilShows('editor');
	client.type('words\u{F}');
	await client.untilShows('an editor');
	client.kill('SIGCONT');
	client.type('edited\r');
	await client.untilShows('task.add is not done on this stage.');
	t.like(stage.asked.find(({name}) => name === 'task.add')?.params, {text: 'edited\n'});
	t.true(client.output.lastIndexOf(taken) > client.output.indexOf('it has read'), 'it is taken when the editor has ended');
	t.is(client.output.split(taken).length - 1, 2);
});

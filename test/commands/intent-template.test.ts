import test from 'ava';
import {cleanIntent, intentTemplate} from '../../source/commands/intent-template.js';

test('a template that was only looked at is no task', t => {
	t.is(cleanIntent(intentTemplate), undefined);
	t.is(cleanIntent(''), undefined);
});

test('only what was written stays', t => {
	const written = intentTemplate.replace('acceptance:\n', 'acceptance:\n  - it passes\n') + 'Reads CSV as a stream.\n';
	t.is(cleanIntent(written), '---\nacceptance:\n  - it passes\n---\n\nReads CSV as a stream.\n');
});

test('a bare outcome needs no front matter', t => {
	t.is(cleanIntent(`${intentTemplate}Reads CSV as a stream.`), 'Reads CSV as a stream.\n');
});

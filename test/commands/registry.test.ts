import test from 'ava';
import {parseCommandLine} from '../../source/commands/parse.js';
import {registry} from '../../source/commands/registry.js';
import {commandHelp, topHelp} from '../../source/commands/help.js';

const plain = (_style: string, text: string) => text;

test('every command can be loaded and has its main function', async t => {
	for (const record of registry) {
		const loaded = await record.load();
		t.is(typeof loaded.run, 'function', record.name);
	}
});

test('names and short options are given once', t => {
	t.is(new Set(registry.map(({name}) => name)).size, registry.length);
	for (const {name, options} of registry) {
		const letters = ['h', ...Object.values(options).flatMap(({short}) => short ?? [])];
		t.is(new Set(letters).size, letters.length, name);
	}
});

test('whatever prints can print JSON', t => {
	// What these print has a form of its own, or is drawn.
	const silent = new Set(['floor', 'attach', 'demo', 'completion', 'agent', 'words', 'export', 'replay']);
	t.deepEqual(registry.filter(({name, options}) => !silent.has(name) && options['json'] === undefined).map(({name}) => name), []);
});

test('every example is a line that the parser takes', t => {
	for (const {name, examples} of registry) {
		for (const {line} of examples) {
			for (const part of line.replace(/^eval "\$\((?<inner>.*)\)"$/v, '$<inner>').split(/ && | > .*/v).filter(part => part !== '')) {
				const argv = part.match(/"[^"]*"|\S+/gv)!.map(word => word.replaceAll('"', ''));
				t.is(argv[0], 'millwright', `${name}: ${part}`);
				t.notThrows(() => parseCommandLine(argv.slice(1), registry), `${name}: ${part}`);
			}
		}
	}
});

test('the help names every command and every option with its words', t => {
	const top = topHelp(registry, plain);
	for (const record of registry.filter(({hidden}) => hidden !== true)) {
		t.true(top.includes(record.summary), record.name);
		const help = commandHelp(record, plain);
		for (const [name, {words}] of Object.entries(record.options)) {
			t.true(help.includes(`--${name}`) && help.includes(words), `${record.name} --${name}`);
		}
	}

	t.false(top.includes('Print names for completion'));
});

test('the help of a command fits a terminal that is not wide', t => {
	const long = registry.flatMap(record => commandHelp(record, plain).split('\n').filter(line => line.length > 200).map(line => `${record.name}: ${line}`));
	t.deepEqual(long, []);
});

import test from 'ava';
import {areClustersMany, glyphOf, glyphText} from '../../../source/screen/glyph.js';
import {practise} from '../../../source/client/practice/practise.js';
import {playHolder} from '../../../source/client/practice/played-holder.js';
import {model} from '../fixtures/model.js';
import {richFloor} from '../fixtures/floor.js';

const floor = richFloor();
const sessions = floor.sessions.map(session => ({...session, socket: '/nowhere'}));
const shown = model({floor: {...floor, sessions}});

test('practice takes every key to its echo in the picture', async t => {
	const {ui} = shown;
	t.is(await practise({...shown, ui: {...ui, mode: 'session', focus: sessions[0]!.id}}), 450);
});

test('practice leaves the characters alone that the floor beside it shows, however many they are', async t => {
	// Some 40,000 clusters: more than are kept while nobody looks whether they are still shown.
	const texts = Array.from({length: 40_000}, (_, index) => `${String.fromCodePoint(0x4_00 + (index % 200))}${String.fromCodePoint(0x3_00 + Math.floor(index / 200))}\u{1AB0}`);
	const shownElsewhere = texts.map(text => glyphOf(text, 1));
	t.true(areClustersMany());
	const {ui} = shown;
	await practise({...shown, ui: {...ui, mode: 'session', focus: sessions[0]!.id}});
	t.deepEqual(shownElsewhere.filter((glyph, index) => glyphText(glyph) !== texts[index]), []);
});

test('there is nothing to practise where no session is typed into', async t => {
	t.is(await practise({...shown, ui: {...shown.ui, focus: 'queue'}}), 0);
});

test('the holder that is played echoes what is typed', async t => {
	const link = playHolder({cols: 20, rows: 4}, [{type: 'subscribe', revision: 0}]);
	const {promise, resolve} = Promise.withResolvers<string>();
	link.updates.on(({rows}) => {
		const [row] = rows;
		if (row !== undefined) {
			resolve([...row.glyphs].map(glyph => glyphText(glyph)).join(''));
		}
	});
	link.input(Uint8Array.of(0x61));
	t.is(await promise, 'a');
	link.close();
});

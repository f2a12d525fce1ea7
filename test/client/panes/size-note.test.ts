import test from 'ava';
import {drawSizeNote} from '../../../source/client/panes/size-note.js';
import {drawBorders} from '../../../source/geometry/borders.js';
import {Grid, type Area} from '../../../source/screen/grid.js';
import {gridText} from '../../../source/screen/row-text.js';
import {attribute, paletteColor, StyleTable, type Style} from '../../../source/screen/style.js';
import {setStage} from '../stage.js';

type Framed = {rect: Area; title: string};

const insideOf = ({x, y, width, height}: Area): Area => ({x: x + 1, y: y + 1, width: width - 2, height: height - 2});

/** Panes with their borders and titles, each full of zeros. */
function framed(panes: Framed[]): Grid {
	const [cols, rows] = [Math.max(...panes.map(({rect}) => rect.x + rect.width)), Math.max(...panes.map(({rect}) => rect.y + rect.height))];
	const grid = new Grid({cols, rows}, new StyleTable());
	for (const [y, line] of drawBorders(panes.map(({rect}) => rect), {width: cols, height: rows}).entries()) {
		grid.put({x: 0, y}, line.join(''));
	}

	for (const {rect, title} of panes) {
		grid.put({x: rect.x + 1, y: rect.y}, title);
		grid.fill(insideOf(rect), {text: '0'});
	}

	return grid;
}

/** Draws the note of the first of them, whose session has 200×60 cells. */
function note(grid: Grid, panes: Framed[]): string[] {
	const areas = panes.map(({rect}) => insideOf(rect));
	drawSizeNote(grid, areas[0]!, {placed: {grid: new Grid({cols: 200, rows: 60}, grid.styles), y: 0}, reason: 'fixed', cursor: {y: 0}, shown: areas.map(area => ({area}))});
	return gridText(grid).split('\n');
}

const upper: Framed = {rect: {x: 0, y: 0, width: 40, height: 6}, title: ' 1 first '};
const lower: Framed = {rect: {x: 0, y: 5, width: 40, height: 6}, title: ' 2 second '};

test('the size of a session stands in the line of its own title', t => {
	for (const panes of [[upper], [upper, lower], [lower, upper]]) {
		const {rect, title} = panes[0]!;
		const lines = note(framed(panes), panes);
		t.regex(lines[rect.y]!, new RegExp(`${title}─+ 200×60, fixed ─`, 'v'));
		t.is(lines.filter(line => line.includes('200×60')).length, 1);
	}
});

test('where its title leaves no room it stands below, unless that is where the title of another session is', t => {
	const full = {...upper, title: ' 1 a title that takes the whole line '};
	const alone = note(framed([full]), [full]);
	t.true(alone[5]!.includes('─ 200×60, fixed ─'));
	const beside = {rect: {x: 39, y: 5, width: 40, height: 6}, title: ' 3 third '};
	t.regex(note(framed([full, beside]), [full, beside])[5]!, /^╰─+ 200×60, fixed ─[┬┼] 3 third/v);
	const wide = {rect: {x: 0, y: 5, width: 79, height: 6}, title: ' 2 second '};
	for (const below of [lower, wide]) {
		t.false(note(framed([full, below]), [full, below]).join('\n').includes('200×60'));
	}
});

test('over what a program shows nothing of the size is said, and a blank with a look of its own is shown too', t => {
	const full = {...upper, title: ' 1 a title that takes the whole line '};
	const noteOver = (style: Partial<Style>) => {
		const panes = [full, lower];
		const grid = framed(panes);
		grid.fill({...insideOf(full.rect), x: 20, width: 19}, {style: grid.styles.intern(style)});
		return note(grid, panes).join('\n').includes('200×60');
	};

	for (const style of [{background: paletteColor(4)}, {attributes: attribute.inverse}, {attributes: attribute.strike}, {attributes: attribute.overline}, {underline: 'single' as const}]) {
		t.false(noteOver(style), JSON.stringify(style));
	}

	for (const style of [{}, {foreground: paletteColor(4)}, {attributes: attribute.bold}]) {
		t.true(noteOver(style), JSON.stringify(style));
	}
});

test('of panes one above the other none says its size in the title of another', async t => {
	const stage = await setStage(t);
	const full = ['/bin/sh', '-c', String.raw`for i in $(seq 1 60); do printf '\033[%s;1H%0200d' $i 0; done; exec cat`];
	const sizes = ['201×60', '202×60', '203×60', '204×60'];
	for (const size of sizes) {
		await stage.hold(full, {sizing: {cols: Number(size.slice(0, 3)), rows: 60}});
	}

	const client = stage.open({cols: 215, rows: 50});
	await client.until(screen => sizes.every(size => screen.includes(size)) && screen.split('0'.repeat(60)).length > 80, 'all sizes');
	const lines = client.screen.split('\n').filter(line => line.includes('×60'));
	t.is(lines.length, 2, 'those above in their titles, those below in the last line');
	t.regex(lines[0]!, /1 task-1 [^┬]* 201×60 ─[^┬]*┬ 2 task-2 [^┬]* 202×60 ─/v);
	t.regex(lines[1]!, /^╰─+ 203×60[^┴]*┴─+ 204×60/v);
});

test('a session that has ended says that it is cropped, as it was left and in what was kept of it', async t => {
	const stage = await setStage(t);
	const held = await stage.hold(['/bin/sh', '-c', String.raw`for i in $(seq 1 60); do printf '%0110d\r\n' $i; done; read end`], {sizing: {cols: 120, rows: 40}});
	const link = await held.connect();
	const client = stage.open({cols: 80, rows: 24});
	await client.untilShows('120×40, fixed by config.yaml');
	link.input(new TextEncoder().encode('\n'));
	await held.exit();
	await link.end(100);
	await held.gone();
	stage.change(({sessions}) => ({sessions: sessions.map(({socket, ...view}) => ({...view, state: 'done', endedAt: Date.now()}))}));
	await client.untilShows('✓ done');
	await client.untilShows('120×40, cropped');
	const small = stage.open({cols: 100, rows: 24});
	await small.untilShows('110 columns, cropped');
	const large = stage.open({cols: 140, rows: 50});
	large.type('z');
	await large.until(screen => screen.includes(`${'0'.repeat(108)}60`), 'its last line');
	t.false(large.screen.includes('cropped'));
});

import test from 'ava';
import fc from 'fast-check';
import {drawBorders} from '../../source/geometry/borders.js';
import {moveBorder} from '../../source/geometry/move-border.js';
import {neighbour} from '../../source/geometry/neighbour.js';
import {parseTree, TreeError} from '../../source/geometry/parse-tree.js';
import {solve, type Solved} from '../../source/geometry/solve.js';
import {formatTree, type Share, type Tree} from '../../source/geometry/tree.js';

const panels = ['queue', 'rules', 'spend', 'inbox', 'review', 'log', 'task'];
const sizes = [{width: 80, height: 21}, {width: 120, height: 37}, {width: 200, height: 57}];
const floor = 'columns(sessions 3 min 50, rows(queue 4, rules 2, spend =6, log 2) 2 min 46)';

const share: fc.Arbitrary<Share> = fc.oneof(
	fc.record({weight: fc.integer({min: 1, max: 999}), min: fc.integer({min: 1, max: 999})}, {requiredKeys: ['weight']}),
	fc.record({weight: fc.constant(1), fixed: fc.integer({min: 1, max: 999}), min: fc.integer({min: 1, max: 999})}, {requiredKeys: ['weight', 'fixed']}),
);
const {tree: trees} = fc.letrec<{tree: Tree; leaf: Tree; split: Tree}>(tie => ({
	tree: fc.oneof({maxDepth: 4, depthSize: 'small'}, tie('leaf'), tie('split')),
	leaf: fc.oneof(
		fc.record({kind: fc.constant('panel' as const), name: fc.constantFrom(...panels), share}),
		fc.record({kind: fc.constant('sessions' as const), most: fc.integer({min: 1, max: 99}), share}, {requiredKeys: ['kind', 'share']}),
	),
	split: fc.record({kind: fc.constantFrom('rows' as const, 'columns' as const), children: fc.array(tie('tree'), {minLength: 1, maxLength: 4}), share}),
}));

/** A solved layout as a drawing, each place with its name. */
function drawing(solved: Solved, size: {width: number; height: number}): string {
	const cells = drawBorders(solved.places.map(({rect}) => rect), size);
	for (const {pane, rect} of solved.places) {
		const name = pane.kind === 'panel' ? pane.name : (pane.kind === 'session' ? pane.id : 'vacant');
		for (const [index, character] of [...` ${name} ${rect.width}×${rect.height} `].slice(0, rect.width - 2).entries()) {
			cells[rect.y]![rect.x + 1 + index] = character;
		}
	}

	return cells.map(row => row.join('')).join('\n');
}

for (const size of sizes) {
	for (const [name, count] of [['four sessions', 4], ['one session', 1], ['nine sessions', 9], ['no session', 0]] as const) {
		test(`the floor's tree at ${size.width}×${size.height} with ${name} is drawn as it was`, t => {
			const sessions = Array.from({length: count}, (_, index) => `s${index + 1}`);
			t.snapshot(drawing(solve(parseTree(floor, panels), {x: 0, y: 0, ...size}, sessions), size));
		});
	}
}

test('what has no border at its sides meets what has one in a corner, and is a line by itself', t => {
	const drawn = drawBorders([{x: 0, y: 0, width: 6, height: 3, isOpen: true}, {x: 0, y: 2, width: 6, height: 3}, {x: 0, y: 4, width: 6, height: 3, isOpen: true}], {width: 6, height: 7});
	t.deepEqual(drawn.map(row => row.join('')), ['──────', ' '.repeat(6), '╭────╮', '│    │', '╰────╯', ' '.repeat(6), '──────']);
});

test('text to tree and tree to text are inverses', t => {
	fc.assert(fc.property(trees, tree => {
		t.deepEqual(parseTree(formatTree(tree), panels), tree);
	}));
});

test('whatever the tree and the size: the places cover the screen, overlap by borders only, and none is outside', t => {
	fc.assert(fc.property(trees, fc.integer({min: 60, max: 300}), fc.integer({min: 12, max: 97}), fc.integer({min: 0, max: 12}), (tree, width, height, count) => {
		const {places} = solve(tree, {x: 0, y: 2, width, height}, Array.from({length: count}, (_, index) => `s${index}`));
		const inner = Array.from({length: height}, () => Array.from({length: width}, () => 0));
		for (const {rect} of places) {
			t.true(rect.width > 0 && rect.height > 0 && rect.x >= 0 && rect.y >= 2 && rect.x + rect.width <= width && rect.y + rect.height <= height + 2);
			for (let y = rect.y + 1; y < rect.y + rect.height - 1; y++) {
				for (let x = rect.x + 1; x < rect.x + rect.width - 1; x++) {
					inner[y - 2]![x]!++;
				}
			}
		}

		t.true(inner.flat().every(times => times <= 1), 'an inside belongs to one place');
		const drawn = drawBorders(places.map(({rect}) => ({...rect, y: rect.y - 2})), {width, height});
		t.true(drawn.every((row, y) => row.every((cell, x) => cell !== ' ' || inner[y]![x] === 1)), 'every cell is a border or an inside');
	}), {numRuns: 60});
});

test('a wrong text is told with its line, its column, what was expected and what was given', t => {
	const error = t.throws(() => parseTree('rows(\n\tsessions,\n\tqueu\n)', panels), {instanceOf: TreeError});
	t.deepEqual(error?.where, {line: 3, column: 2});
	t.regex(error?.message ?? '', /expected one of rows, columns, sessions, queue.*got “queu”/v);
	t.throws(() => parseTree('rows(sessions', panels), {message: /expected “\)”, got the end/v});
	t.throws(() => parseTree('sessions =0', panels), {message: /number from 1 to 999/v});
	t.throws(() => parseTree('sessions 3 queue', panels), {message: /end of the layout/v});
});

test('a moved border gives its cells to the other side and to nobody else', t => {
	const tree = parseTree(floor, panels);
	const room = {x: 0, y: 0, width: 120, height: 37};
	const before = solve(tree, room, ['s1']);
	const seam = before.seams.find(({kind}) => kind === 'columns')!;
	for (const by of [-9, 4]) {
		const after = solve(moveBorder(tree, seam, seam.rect.x + by), room, ['s1']);
		t.is(after.seams.find(({kind}) => kind === 'columns')?.rect.x, seam.rect.x + by);
	}

	const rule = before.seams.find(({kind, index}) => kind === 'rows' && index === 0)!;
	const after = solve(moveBorder(tree, rule, rule.rect.y + 2), room, ['s1']);
	const heights = (solved: Solved) => solved.places.map(({rect}) => rect.height);
	t.deepEqual(heights(after), heights(before).map((height, index) => height + ([0, 2, -2][index] ?? 0)));
});

test('a border cannot be dragged over its neighbour', t => {
	const tree = parseTree(floor, panels);
	const room = {x: 0, y: 0, width: 120, height: 37};
	const seam = solve(tree, room, ['s1']).seams.find(({kind}) => kind === 'columns')!;
	const after = solve(moveBorder(tree, seam, 500), room, ['s1']);
	t.is(after.places.length, 5);
	t.true(after.places.every(({rect}) => rect.width >= 16));
});

test('a direction means the pane beside, and the one that shares most of the edge', t => {
	const {places} = solve(parseTree('columns(sessions, rows(queue, rules 3))', panels), {x: 0, y: 0, width: 120, height: 40}, ['s1']);
	const panes = places.map(({pane, rect}) => ({id: pane.kind === 'panel' ? pane.name : 's1', rect}));
	const of = (id: string) => panes.find(pane => pane.id === id)!.rect;
	t.is(neighbour(panes, of('s1'), 'right'), 'rules');
	t.is(neighbour(panes, of('queue'), 'left'), 's1');
	t.is(neighbour(panes, of('queue'), 'down'), 'rules');
	t.is(neighbour(panes, of('rules'), 'up'), 'queue');
	t.is(neighbour(panes, of('s1'), 'left'), undefined);
});

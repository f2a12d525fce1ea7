import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {MillwrightError} from '../../base/errors.js';
import {nearest} from '../../base/nearest.js';
import {packageRoot} from '../../base/package-root.js';
import {Misfit} from '../../config/misfit.js';
import type {Layout} from '../../geometry/layout.js';
import {parseTree} from '../../geometry/parse-tree.js';
import type {Tree} from '../../geometry/tree.js';
import {panelNames} from './model.js';

type Loaded = {layouts: Layout[]; errors: MillwrightError[]};

/** What the build read from layouts/, so that the floor opens without what reads YAML; not there in code that is not bundled. */
declare const shippedLayouts: string;

type ShippedLayout = {name: string; words?: string; arrangements: ReadonlyArray<{cols?: number; rows?: number; tree: string}>};

// The order in which the layout key goes through them; the person's own come after.
const shippedOrder = ['floor', 'focus', 'grid', 'narrow', 'review'];

/**
The shipped layouts, and those of `<config>/layouts/*.yaml`, which stand in for a shipped one of the same name. What is wrong with a file
of the person's is returned and the others are loaded: a typing mistake must not keep the floor from opening.
*/
export async function loadLayouts(config: string): Promise<Loaded> {
	// eslint-disable-next-line unicorn/no-typeof-undefined -- what is not bundled has no such name at all
	const shipped = typeof shippedLayouts === 'undefined' ? await readFolder(path.join(packageRoot(), 'layouts')) : builtIn();
	const own = await readFolder(path.join(config, 'layouts'));
	const byName = new Map([...shipped.layouts, ...own.layouts].map(layout => [layout.name, layout]));
	const rank = ({name}: Layout) => shippedOrder.includes(name) ? shippedOrder.indexOf(name) : shippedOrder.length;
	return {
		layouts: byName.values().toArray().toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name)),
		errors: [...shipped.errors, ...own.errors],
	};
}

/**
The layout of that name.

@throws {MillwrightError} `unknown-layout` with the names that there are.
*/
export function findLayout(layouts: Layout[], name: string): Layout {
	const found = layouts.find(layout => layout.name === name);
	if (found === undefined) {
		throw new MillwrightError('unknown-layout', `There is no layout “${name}”.`, {hint: `Use one of ${layouts.map(layout => layout.name).join(', ')}.`});
	}

	return found;
}

/** The layout that the configuration names at `keys`. Throws a Misfit with the names that there are. */
export function configuredLayout(layouts: Layout[], keys: readonly string[], name: string): Layout {
	const found = layouts.find(layout => layout.name === name);
	if (found === undefined) {
		const names = layouts.map(layout => layout.name);
		const near = nearest(name, names);
		throw new Misfit(keys, `"${keys.join('.')}" should be one of the layouts ${names.join(', ')}, and it is "${name}"`, near === undefined ? 'A layout of your own is a file of that name in layouts/ beside the configuration.' : `Did you mean "${near}"?`);
	}

	return found;
}

/** The names of the layouts that the layout key goes through: the configured ones, then those of the person's own that are not among them. Throws a Misfit. */
export function layoutOrder(layouts: Layout[], configured: readonly string[]): string[] {
	const named = configured.map((name, index) => configuredLayout(layouts, ['layouts', 'order', String(index)], name).name);
	return [...new Set([...named, ...layouts.map(({name}) => name).filter(name => !shippedOrder.includes(name))])];
}

function builtIn(): Loaded {
	return {
		layouts: (JSON.parse(shippedLayouts) as ShippedLayout[]).map(({name, words = '', arrangements}) => ({
			name,
			words,
			arrangements: arrangements.map(arrangement => readLate(arrangement)),
		})),
		errors: [],
	};
}

/** Parsed when it is first drawn: most are not. */
function readLate({cols = 1, rows = 1, tree}: ShippedLayout['arrangements'][number]): Layout['arrangements'][number] {
	let parsed: Tree | undefined;
	return {
		cols,
		rows,
		get tree() {
			parsed ??= parseTree(tree, panelNames);
			return parsed;
		},
	};
}

async function readFolder(folder: string): Promise<Loaded> {
	const layouts: Layout[] = [];
	const errors: MillwrightError[] = [];
	const names = filesOf(folder);
	if (names.length === 0) {
		return {layouts, errors};
	}

	const {parseLayout} = await import('./parse-layout.js');
	for (const name of names) {
		const file = path.join(folder, name);
		try {
			layouts.push(parseLayout(readFileSync(file, 'utf8'), {file, name: path.basename(name, path.extname(name))}));
		} catch (error) {
			errors.push(error instanceof MillwrightError ? error : new MillwrightError('bad-layout', `${file} could not be read.`, {cause: error}));
		}
	}

	return {layouts, errors};
}

function filesOf(folder: string): string[] {
	try {
		return readdirSync(folder).filter(name => /\.ya?ml$/v.test(name)).toSorted();
	} catch {
		// Nobody needs to have layouts of their own.
		return [];
	}
}

import {execFileSync} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {packageRoot} from '../../source/base/package-root.js';
import type {Lifetime} from '../support/lifetime.js';
import {openHeld, openTmux, type Stage} from './stage.js';

export type VttestOptions = {
	/** Whether what is seen is written down as what is right, instead of being compared. */
	writes: boolean;
	say(line: string): void;
};

/** What is gone through, of that which a pane can be right about: movements of the cursor, features of the screen, character sets, insertion and deletion. */
const menus = [1, 2, 3, 8];
/** Where a menu asks what of it: what is chosen. A terminal that says it is a VT100 is not asked. */
const choices = new Map([[3, 8]]);

/**
Screens that tmux 3.3a draws otherwise. Those of 1 wrap and move back at the last column, where it stands behind it (and 1.2 is for 132
columns, which neither has); on 2.11 it does not scroll in origin mode; and of line drawing (2.15, 3.1) it gives back the letters.
*/
const tmuxDiffers = new Set(['1.2', '1.3', '1.4', '2.11', '2.15', '3.1']);

const drawings = path.join(packageRoot(), 'test', 'conformance', 'vttest.txt');

/** Goes through vttest in a session of a real holder, and in tmux where there is one. Returns how many screens are not as they should be. */
export async function checkVttest(life: Lifetime, {writes, say}: VttestOptions): Promise<number> {
	if (!isInstalled('vttest')) {
		say('vttest is not installed, so nothing was compared.');
		return 1;
	}

	const ours = await walk(await openHeld(life, ['vttest']));
	if (writes) {
		await writeFile(drawings, write(ours));
		say(`vttest: ${ours.size} screens were written down.`);
		return 0;
	}

	const complaints = compare(ours, read(await readFile(drawings, 'utf8')), 'the drawing');
	const other = isInstalled('tmux') ? await walk(await openTmux(life, ['vttest'])) : undefined;
	const doubted = other === undefined ? [] : compare(ours, other, 'tmux').filter(({name}) => !tmuxDiffers.has(name));
	const wrong = [...complaints, ...doubted];
	for (const {text} of wrong) {
		say(text);
	}

	say(`vttest: ${ours.size} screens, ${complaints.length} differ from the drawings, ${other === undefined ? 'and there is no tmux to ask' : `${doubted.length} from tmux where it is not known to be otherwise`}.`);
	return wrong.length;
}

/** Every screen of the menus, by its name. */
async function walk(stage: Stage): Promise<Map<string, string>> {
	const screens = new Map<string, string>();
	await stage.settled(isMenu);
	for (const menu of menus) {
		let screen = await stage.press(`${menu}\r`, isWaiting);
		if (isMenu(screen)) {
			screen = await stage.press(`${choices.get(menu) ?? 0}\r`, isWaiting);
		}

		for (let number = 1; !isMenu(screen); number++) {
			screens.set(`${menu}.${number}`, screen);
			screen = await stage.press('\r', isWaiting);
		}

		if (!isMainMenu(screen)) {
			await stage.press('0\r', isMainMenu);
		}
	}

	return screens;
}

const isMenu = (screen: string): boolean => /Enter choice number \(0 - \d+\):$/v.test(screen.trimEnd());
const isMainMenu = (screen: string): boolean => isMenu(screen) && screen.includes('VT100 test program');
const isWaiting = (screen: string): boolean => isMenu(screen) || /push <return>/iv.test(screen);

type Complaint = {name: string; text: string};

function compare(ours: Map<string, string>, others: Map<string, string>, whose: string): Complaint[] {
	return [...new Set([...ours.keys(), ...others.keys()])].filter(name => ours.get(name) !== others.get(name)).map(name => ({
		name,
		text: `Screen ${name} is not as ${whose} has it. Ours:\n${ours.get(name) ?? '(none)'}\n${whose}:\n${others.get(name) ?? '(none)'}`,
	}));
}

const write = (screens: Map<string, string>): string => [...screens].map(([name, screen]) => `=== ${name}\n${screen}\n`).join('');

const read = (text: string): Map<string, string> => new Map(text.split(/^=== /mv).slice(1).map(part => {
	const [name, ...lines] = part.split('\n');
	return [name!, lines.slice(0, -1).join('\n')] as const;
}));

function isInstalled(program: string): boolean {
	try {
		execFileSync('sh', ['-c', `command -v ${program}`], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
}

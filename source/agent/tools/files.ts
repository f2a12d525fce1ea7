import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {z} from 'zod';
import {pathInside} from './inside.js';
import {defineTool, refusal, type Bench, type ToolEnd} from './tool.js';

const where = z.string().min(1).describe('Relative to the worktree.');

// About what a model reads with care; the rest it can ask for.
const linesAtOnce = 1000;

export const read = defineTool({
	name: 'read',
	description: 'Reads a text file of the worktree, its lines numbered.',
	input: z.object({path: where, from: z.number().int().positive().optional().describe('The first line, from 1.'), lines: z.number().int().positive().optional()}),
	async run({path: given, from = 1, lines = linesAtOnce}, bench) {
		return atPath(given, bench, async file => {
			const text = await readFile(file, 'utf8');
			const all = text.replace(/\n$/v, '').split('\n');
			const shown = all.slice(from - 1, from - 1 + lines);
			const rest = all.length - (from - 1 + shown.length);
			bench.transcript.did(`read ${given}`);
			return {text: [...shown.map((line, index) => `${String(from + index).padStart(5)}  ${line}`), ...(rest > 0 ? [`[${rest} more lines]`] : [])].join('\n')};
		});
	},
});

export const write = defineTool({
	name: 'write',
	description: 'Writes a whole file of the worktree, new or in place of what it held.',
	input: z.object({path: where, content: z.string()}),
	async run({path: given, content}, bench) {
		return atPath(given, bench, async file => {
			await mkdir(path.dirname(file), {recursive: true});
			await writeFile(file, content);
			const count = content.replace(/\n$/v, '').split('\n').length;
			bench.transcript.did(`wrote ${given} (${count} lines)`);
			return {text: `Wrote ${given}: ${count} lines.`};
		});
	},
});

export const edit = defineTool({
	name: 'edit',
	description: 'Replaces a piece of a file, given exactly as it stands there, white space included. It must stand there once.',
	input: z.object({path: where, old: z.string().min(1), new: z.string()}),
	async run({path: given, old, new: replacement}, bench) {
		return atPath(given, bench, async file => {
			const text = await readFile(file, 'utf8');
			const pieces = text.split(old);
			if (pieces.length !== 2) {
				return refusal(pieces.length === 1
					? `The text to replace does not stand in ${given}. Read the file and give it exactly.`
					: `The text to replace stands in ${given} ${pieces.length - 1} times. Give more of what is around it.`);
			}

			await writeFile(file, pieces.join(replacement));
			const line = pieces[0]!.split('\n').length;
			bench.transcript.did(`edited ${given} at line ${line}`);
			return {text: `Replaced it in ${given}, at line ${line}.`};
		});
	},
});

async function atPath(given: string, {brief, transcript}: Bench, act: (file: string) => Promise<ToolEnd>): Promise<ToolEnd> {
	const end = await attempt(given, brief.cwd, act);
	if (end.isError) {
		transcript.did(end.text, false);
	}

	return end;
}

async function attempt(given: string, tree: string, act: (file: string) => Promise<ToolEnd>): Promise<ToolEnd> {
	const file = await pathInside(tree, given);
	if (file === undefined) {
		return refusal(`${given} is refused: it is not a file inside the worktree.`);
	}

	try {
		return await act(file);
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === undefined) {
			throw error;
		}

		return refusal(code === 'ENOENT' ? `There is no ${given}.` : `${given}: ${code}.`);
	}
}

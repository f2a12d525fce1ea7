import {z} from 'zod';
import {runCommand, type CommandEnd} from './command.js';
import {defineTool} from './tool.js';

export const shell = defineTool({
	name: 'shell',
	description: 'Runs a command with sh -c in the worktree and returns its output and exit code. Nothing that it starts in the background outlives it; nobody answers a prompt.',
	input: z.object({
		command: z.string().min(1),
		timeout: z.number().positive().optional().describe('Seconds that it may take, if less than usual.'),
	}),
	async run({command, timeout}, {brief, transcript, signal}) {
		transcript.command(command);
		const end = await runCommand({
			command,
			cwd: brief.cwd,
			timeout: Math.min(timeout ?? brief.commandTimeout, brief.commandTimeout),
			signal,
			onLine(line) {
				transcript.printed(line);
			},
		});
		const isGood = end.code === 0 && !end.isTimedOut;
		const words = inWords(end);
		transcript.commandEnded({isGood, words});
		return {text: `${end.output}${end.output.endsWith('\n') || end.output === '' ? '' : '\n'}[${words}]`, isError: !isGood};
	},
});

function inWords({code, isTimedOut, duration}: CommandEnd): string {
	const seconds = (duration / 1000).toFixed(1);
	if (isTimedOut) {
		return `stopped after ${seconds} s: it took too long`;
	}

	return code === null ? `ended by a signal after ${seconds} s` : `exited with ${code} after ${seconds} s`;
}

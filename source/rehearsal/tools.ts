import type {Heard, OfferedTool} from './heard.js';
import type {ScriptCall} from './script.js';

/** A call as the caller understands it: JSON for a function, free text for a custom tool. */
export type MappedCall = {name: string; kind: 'function'; input: Record<string, unknown>} | {name: string; kind: 'custom'; input: string};

/** A call that the caller has no tool for is said in words. */
export type Mapped = {call: MappedCall} | {say: string};

const shells = ['shell', 'Bash', 'exec_command', 'bash', 'run_shell_command', 'shell_command', 'execute', 'terminal'];

/**
Turns a scripted call into one that the caller really offers, so that one script drives any agent CLI.

A tool that is offered under the very name in the script, with the script's arguments among its own, is called as it is
written. Otherwise `shell` becomes the caller's own shell tool, `write` and `edit` become a patch, the
caller's file tools, or a shell command; `read` becomes `cat`. The submitting tools have no like elsewhere: their text is said.
*/
export function mapCall(call: ScriptCall, heard: Heard): Mapped {
	const exact = heard.tools.find(tool => tool.name === call.tool);
	if (exact !== undefined && canTake(exact, call)) {
		return {call: exact.kind === 'custom'
			? {name: exact.name, kind: 'custom', input: argument(call, 'input')}
			: {name: exact.name, kind: 'function', input: call.input}};
	}

	const command = asCommand(call);
	return fileTool(call, heard.tools) ?? (command === undefined ? undefined : shellTool(command, heard.tools)) ?? {say: inWords(call)};
}

// Claude Code and OpenCode refuse to write a file that they have not read in the conversation, which a script cannot know:
// there a file is written through the shell. Gemini's and Codex's own tools have no such memory. A patch of Codex replaces
// whole lines only, and an edit may be of less.
function fileTool(call: ScriptCall, offered: readonly OfferedTool[]): Mapped | undefined {
	const path = argument(call, 'path');
	const content = argument(call, 'content');
	const before = argument(call, 'old');
	const after = argument(call, 'new');
	const isOffered = (name: string, kind: OfferedTool['kind']) => offered.some(one => one.name === name && one.kind === kind);
	switch (call.tool) {
		case 'write': {
			if (isOffered('apply_patch', 'custom')) {
				const patch = ['*** Begin Patch', `*** Add File: ${path}`, ...content.replace(/\n$/v, '').split('\n').map(line => `+${line}`), '*** End Patch', ''];
				return {call: {name: 'apply_patch', kind: 'custom', input: patch.join('\n')}};
			}

			return isOffered('write_file', 'function') ? {call: {name: 'write_file', kind: 'function', input: {file_path: path, content}}} : undefined;
		}

		case 'edit': {
			const input = {file_path: path, instruction: 'Replace the text.', old_string: before, new_string: after};
			return isOffered('replace', 'function') ? {call: {name: 'replace', kind: 'function', input}} : undefined;
		}

		default: {
			return undefined;
		}
	}
}

function asCommand(call: ScriptCall): string | undefined {
	const path = quoted(argument(call, 'path'));
	switch (call.tool) {
		case 'shell': {
			return argument(call, 'command');
		}

		case 'read': {
			return `cat -- ${path}`;
		}

		case 'write': {
			const folder = path.includes('/') ? `mkdir -p -- "$(dirname -- ${path})" && ` : '';
			return `${folder}printf %s ${quoted(argument(call, 'content'))} > ${path}`;
		}

		case 'edit': {
			const program = [
				'const [f,o,n]=process.argv.slice(1),s=require("fs"),p=s.readFileSync(f,"utf8").split(o);',
				'if(p.length!==2){console.error("the text to replace must stand in the file once");process.exit(1)}',
				's.writeFileSync(f,p.join(n))',
			].join('');
			return `node -e ${quoted(program)} -- ${path} ${quoted(argument(call, 'old'))} ${quoted(argument(call, 'new'))}`;
		}

		default: {
			return undefined;
		}
	}
}

function argument(call: ScriptCall, key: string): string {
	const value = call.input[key];
	return typeof value === 'string' ? value : '';
}

const quoted = (text: string): string => `'${text.replaceAll('\'', String.raw`'\''`)}'`;

function shellTool(command: string, offered: readonly OfferedTool[]): Mapped | undefined {
	const shell = shells.map(name => offered.find(tool => tool.name === name)).find(tool => tool !== undefined);
	if (shell === undefined) {
		const script = offered.find(tool => tool.name === 'exec' && tool.kind === 'custom');
		const input = `const done = await tools.exec_command({cmd: ${JSON.stringify(command)}});\ntext(typeof done === 'string' ? done : done.output);\n`;
		return script && {call: {name: 'exec', kind: 'custom', input}};
	}

	const key = 'cmd' in shell.properties ? 'cmd' : 'command';
	const value = shell.properties[key]?.type === 'array' ? ['bash', '-lc', command] : command;
	const description = shell.required.includes('description') ? {description: command.split('\n', 1)[0]!.slice(0, 60)} : {};
	return {call: {name: shell.name, kind: 'function', input: {[key]: value, ...description}}};
}

const canTake = (tool: OfferedTool, call: ScriptCall): boolean => tool.kind === 'custom' || Object.keys(call.input).every(key => Object.hasOwn(tool.properties, key));

function inWords({input}: ScriptCall): string {
	const texts = Object.values(input).filter(value => typeof value === 'string');
	return texts.join('\n');
}

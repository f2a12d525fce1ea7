import net from 'node:net';
import process from 'node:process';

/*
What an agent prints, when it is told to: the program of the panes of the bench. It is given the socket where its orders come from:
`rate <lines a second>`, `flood`, `busy <bytes a second>`, `state <times a second>`, `fill <lines> <columns>`, `still`. To each it answers with the last line that it printed.
*/

const words = 'reading the file that holds the parser and its tests before a change is made to either of them because both are wrong'.split(' ');
let number = 0;
let order: 'flood' | 'still' | {lines: number} = 'still';
let due = 0;
let timer: NodeJS.Timeout | undefined;

/** 20 to 60 characters, one in four with a colour; numbered, so that what arrived can be checked. */
function nextLine(): string {
	number++;
	let text = `#${number}`;
	for (let word = number * 7; text.length < 20 + ((number * 37) % 38); word += 5) {
		text += ` ${words[word % words.length]!}`;
	}

	return number % 4 === 0 ? `\u{1B}[3${1 + (number % 6)}m${text}\u{1B}[0m\r\n` : `${text}\r\n`;
}

/** Lines of that width but for one cell, as long as lines get; numbered and in words, so that no two are the same. */
function filled(count: number, cols: number): string {
	let text = '';
	for (let line = 0; line < count; line++) {
		text += `${`${nextLine().trimEnd()} ${words.join(' ')}`.replaceAll(/\u{1B}\[\d*m/gv, '').slice(0, cols - 1)}\r\n`;
	}

	return text;
}

const many = (count: number): string => Array.from({length: count}, nextLine).join('');

function flood(): void {
	if (order === 'flood') {
		process.stdout.write(many(400), () => {
			setImmediate(flood);
		});
	}
}

function obey(command: string): void {
	const [verb, value, width] = command.split(' ', 3);
	clearInterval(timer);
	order = verb === 'flood' ? 'flood' : (verb === 'still' ? 'still' : {lines: verb === 'busy' ? Number(value) / 42 : Number(value)});
	if (verb === 'fill') {
		order = 'still';
		process.stdout.write(filled(Number(value), Number(width)));
	} else if (verb === 'state') {
		timer = setInterval(() => {
			number++;
			process.stdout.write(`\u{1B}]2;title ${number}\u{7}\u{1B}]7501;state=${number % 2 === 0 ? 'working' : 'idle'}\u{1B}\\`);
		}, 1000 / Number(value));
	} else if (order === 'flood') {
		flood();
	} else if (order !== 'still') {
		const {lines} = order;
		due = performance.now();
		timer = setInterval(() => {
			const count = Math.floor((performance.now() - due) * lines / 1000);
			due += count * 1000 / lines;
			process.stdout.write(many(count));
		}, Math.max(4, Math.min(100, 1000 / lines)));
	}
}

const socket = net.connect(process.argv[2]!);
let rest = '';
socket.on('data', data => {
	const commands = (rest + data.toString()).split('\n');
	rest = commands.pop()!;
	for (const command of commands) {
		obey(command);
		socket.write(`${number}\n`);
	}
});
socket.on('close', () => {
	process.exit();
});
process.stdout.write(many(60));

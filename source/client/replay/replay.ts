import process from 'node:process';
import type {ReadStream, WriteStream} from 'node:tty';
import {checkTerminal} from '../check-terminal.js';
import {capabilitiesOf} from '../terminal/capabilities.js';
import {Terminal} from '../terminal/terminal.js';
import {watchWaysOut} from '../terminal/ways-out.js';
import {replayAction, type Playing, type ReplayAction} from './controls.js';
import {Player} from './player.js';
import type {Recording} from './recording.js';
import {ReplayScreen} from './replay-screen.js';

export type ReplayOptions = {
	/** 1 unless given: as fast as it was. */
	speed?: number;
	environment?: Readonly<Record<string, string | undefined>>;
	stdin?: ReadStream;
	stdout?: WriteStream;
};

// Eight times as slow, and as fast as can be watched.
const slowest = 0.125;
const fastest = 64;

/** Plays a recording in this terminal until the person leaves. Throws when there is no terminal, which is restored on every way out. */
export async function replay(recording: Recording, {speed = 1, environment = process.env, stdin = process.stdin, stdout = process.stdout}: ReplayOptions = {}): Promise<void> {
	checkTerminal({stdin, stdout, environment});
	const terminal = new Terminal({stdin, stdout, mouse: false});
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const unwatch = watchWaysOut({
		restore() {
			terminal.leave();
		},
		out(way) {
			if (way.kind === 'crash') {
				reject(way.error instanceof Error ? way.error : new Error(String(way.error)));
			} else {
				resolve();
			}
		},
	});
	const show = new Show(recording, {terminal, speed, colours: capabilitiesOf(environment).colours, leave: resolve});
	terminal.ended.once(resolve);
	terminal.enter();
	show.begin();
	try {
		await promise;
	} finally {
		await terminal.settle();
		show.end();
		terminal.close();
		unwatch();
	}
}

type ShowOptions = {terminal: Terminal; speed: number; colours: ConstructorParameters<typeof ReplayScreen>[0]['colours']; leave: () => void};

/** The clock of a recording, and what the keys do to it. */
class Show {
	readonly #player: Player;
	readonly #screen: ReplayScreen;
	readonly #terminal: Terminal;
	readonly #leave: () => void;
	#playing: Playing;
	/** Where it was when the clock was last looked at, and when that was. */
	#from = {position: 0, time: 0};
	#timer: NodeJS.Timeout | undefined;

	constructor(recording: Recording, {terminal, speed, colours, leave}: ShowOptions) {
		this.#terminal = terminal;
		this.#leave = leave;
		this.#playing = {state: 'plays', speed};
		this.#screen = new ReplayScreen({terminal, colours});
		this.#player = new Player(recording, this.#screen.styles);
	}

	begin(): void {
		this.#terminal.input.on(event => {
			const action = event.type === 'key' ? replayAction(event.key) : undefined;
			if (action !== undefined) {
				this.#obey(action);
			}
		});
		this.#terminal.resized.on(() => {
			this.#draw();
		});
		this.#terminal.writer.free.on(() => {
			this.#screen.wentOut();
		});
		this.#go(0);
	}

	end(): void {
		clearTimeout(this.#timer);
	}

	#obey(action: ReplayAction): void {
		const position = this.#now();
		switch (action.type) {
			case 'leave': {
				this.#leave();
				return;
			}

			case 'toggle': {
				const isOver = this.#player.isOver && position >= this.#player.duration;
				this.#playing = {...this.#playing, state: this.#playing.state === 'plays' ? 'rests' : 'plays'};
				this.#go(isOver ? 0 : position);
				return;
			}

			case 'speed': {
				this.#playing = {...this.#playing, speed: Math.max(slowest, Math.min(fastest, this.#playing.speed * action.by))};
				this.#go(position);
				return;
			}

			case 'seek': {
				this.#go(position + action.by);
				return;
			}

			case 'edge': {
				this.#go(action.to === 'start' ? 0 : this.#player.duration);
			}
		}
	}

	/** Seconds into the recording, by the clock. */
	#now(): number {
		const {position, time} = this.#from;
		return this.#playing.state === 'rests' ? position : Math.min(this.#player.duration, position + (((performance.now() - time) / 1000) * this.#playing.speed));
	}

	#go(position: number): void {
		this.#player.seek(position);
		this.#from = {position: this.#player.position, time: performance.now()};
		if (this.#player.isOver && this.#player.position >= this.#player.duration) {
			this.#playing = {...this.#playing, state: 'rests'};
		}

		this.#draw();
		this.#wait();
	}

	/** Until the next thing happens or the clock shows another second, whichever comes first. */
	#wait(): void {
		clearTimeout(this.#timer);
		if (this.#playing.state === 'rests') {
			return;
		}

		const {position, nextAt = this.#player.duration} = this.#player;
		const until = Math.min(nextAt, Math.floor(position) + 1) - position;
		this.#timer = setTimeout(() => {
			this.#go(this.#now());
		}, Math.max(1, (until * 1000) / this.#playing.speed));
	}

	#draw(): void {
		this.#screen.draw(this.#player, this.#playing);
	}
}

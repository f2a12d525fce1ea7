// As many as xterm keeps.
const depth = 10;

/** The title of the session, and those that were pushed below it. */
export class TitleStack {
	current = '';
	readonly #stack: string[] = [];
	readonly #changed: () => void;

	constructor(changed: () => void) {
		this.#changed = changed;
	}

	set(title: string): void {
		this.current = title;
		this.#changed();
	}

	push(): void {
		this.#stack.push(this.current);
		if (this.#stack.length > depth) {
			this.#stack.shift();
		}
	}

	pop(): void {
		const title = this.#stack.pop();
		if (title !== undefined) {
			this.set(title);
		}
	}
}

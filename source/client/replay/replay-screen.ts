import {inSigns} from '../../screen/ambiguous.js';
import {collectStyles} from '../../screen/collect-styles.js';
import {Grid} from '../../screen/grid.js';
import {attribute, StyleTable} from '../../screen/style.js';
import type {ColourDepth} from '../compositor/colour.js';
import {Compositor} from '../compositor/compositor.js';
import {followedPart} from '../panes/followed-part.js';
import type {Terminal} from '../terminal/terminal.js';
import {statusLine, type Playing} from './controls.js';
import type {Player} from './player.js';

// A recording of random colours makes new styles without end.
const styleLimit = 8192;

/** Draws the screen of a recording with a line below it. While the terminal takes nothing, only the newest picture waits. */
export class ReplayScreen {
	readonly styles = new StyleTable();
	readonly #terminal: Terminal;
	readonly #compositor: Compositor;
	#target: Grid;
	#waiting: (() => void) | undefined;

	constructor({terminal, colours}: {terminal: Terminal; colours: ColourDepth}) {
		this.#terminal = terminal;
		this.#target = new Grid(terminal.size, this.styles);
		this.#compositor = new Compositor(terminal.size, {styles: this.styles, colours});
	}

	draw(player: Player, playing: Playing): void {
		if (this.#terminal.writer.busy) {
			this.#waiting = () => {
				this.draw(player, playing);
			};

			return;
		}

		this.#waiting = undefined;
		this.#fit();
		const from = this.#compose(player, playing);
		const {cursor} = player.screen;
		const [x, y] = [cursor.x - from.x, cursor.y - from.y];
		const isInside = cursor.visible && x < this.#target.cols && y < this.#target.rows - 1;
		const bytes = this.#compositor.paint(this.#target, {cursor: isInside ? {x, y, shape: 0} : undefined});
		if (bytes !== '') {
			this.#terminal.writer.draw(bytes);
		}

		if (!this.styles.hasOutgrown(styleLimit)) {
			return;
		}

		collectStyles(this.styles, [this.#target, this.#compositor.shown, player.screen.grid]);
		this.#compositor.stylesMoved();
	}

	/** The terminal took the last picture. */
	wentOut(): void {
		this.#waiting?.();
	}

	#fit(): void {
		const {size} = this.#terminal;
		if (size.cols === this.#target.cols && size.rows === this.#target.rows) {
			return;
		}

		this.#target = new Grid(size, this.styles);
		this.#compositor.invalidate(size);
	}

	/** Returns the cell of the recording that is at the top left. */
	#compose(player: Player, playing: Playing): {x: number; y: number} {
		const {cols, rows} = this.#target;
		const {grid} = player.screen;
		const height = rows - 1;
		this.#target.fill({x: 0, y: 0, width: cols, height: rows});
		const from = followedPart(player.screen, {width: cols, height});
		this.#target.blit(grid, {...from, width: cols, height}, {x: 0, y: 0});
		const isCut = grid.cols > cols || grid.rows > height;
		const style = this.styles.intern({attributes: attribute.inverse});
		const line = inSigns(statusLine(player, playing, {isCut, width: cols}));
		this.#target.put({x: 0, y: rows - 1}, line.padEnd(cols), {style, limit: cols});
		return from;
	}
}

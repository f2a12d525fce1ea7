import type {Grid, Size} from '../../screen/grid.js';
import type {ClientModel} from '../floor/model.js';

/** What draws the chrome into a grid of the size of the screen. */
export type ChromeDrawing = {
	readonly grid: Grid;
	resize(size: Size): void;
	draw(model: ClientModel): void;
	close(): void;
};

import type {ClientModel, PanelName} from '../floor/model.js';
import type {Line} from '../theme/line.js';

/** A row with a key can be selected; without one it is only read. */
export type PanelRow = {
	key?: string;
	line: Line;
	/** Where a section starts: the keys for the next and the previous one stop here. */
	mark?: string;
};

export type PanelSize = {width: number; height: number};

/** A panel is what it draws: pure functions of the model. Its keys are in `keys.ts` beside it. */
export type Panel = {
	name: PanelName;
	title(model: ClientModel): string;
	/** At the right end of the title: the one figure that matters. */
	note(model: ClientModel): Line;
	/** All rows, as wide as `size.width`; `height` is for panels that arrange themselves by it. */
	rows(model: ClientModel, size: PanelSize): PanelRow[];
	/** Rows at the end that are drawn below the others whatever is scrolled: a detail, a sum. */
	foot?(model: ClientModel, size: PanelSize): Line[];
	/** Whether its newest row is the last, so that it opens at its end. */
	atEnd?: boolean;
};

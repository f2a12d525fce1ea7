import type {Rect} from '../../geometry/rect.js';
import type {ClientModel, Selection} from '../floor/model.js';
import type {Line} from '../theme/line.js';
import type {Panel, PanelRow} from './panel.js';

/** The part of a panel that is on the screen. */
export type PanelWindow = {
	rows: PanelRow[];
	/** Index of the first shown row among all. */
	top: number;
	total: number;
	/** Key of the selected row, when rows of this panel can be selected. */
	selected?: string;
	foot: Line[];
};

/** What of the inside of a panel's rectangle is for rows: a column is kept free at both sides, the left one for the mark of the selection. */
export const rowsSize = (rect: Rect): {width: number; height: number} => ({width: Math.max(0, rect.width - 4), height: Math.max(0, rect.height - 2)});

/** Which rows are shown: those around the selected one, or from where the person scrolled to. */
export function panelWindow(model: ClientModel, panel: Panel, rect: Rect): PanelWindow {
	const size = rowsSize(rect);
	const rows = panel.rows(model, size);
	const foot = panel.foot?.(model, size) ?? [];
	const height = Math.max(0, size.height - foot.length);
	const selection = model.ui.selection[panel.name];
	const selected = selectedKey(rows, selection);
	const top = topRow({rows, selected, height, wanted: selection?.top ?? (panel.atEnd ? Infinity : 0)});
	return {rows: rows.slice(top, top + height), top, total: rows.length, foot, ...(selected === undefined ? {} : {selected})};
}

export function selectedKey(rows: PanelRow[], selection: Selection | undefined): string | undefined {
	const keys = rows.flatMap(({key}) => key === undefined ? [] : [key]);
	return selection?.key !== undefined && keys.includes(selection.key) ? selection.key : keys[0];
}

function topRow({rows, selected, height, wanted}: {rows: PanelRow[]; selected: string | undefined; height: number; wanted: number}): number {
	const last = Math.max(0, rows.length - height);
	const top = Math.max(0, Math.min(wanted, last));
	const at = selected === undefined ? -1 : rows.findIndex(({key}) => key === selected);
	if (at === -1) {
		return top;
	}

	return at < top ? at : (at >= top + height ? Math.max(0, at - height + 1) : top);
}

import {Emitter} from '../../base/emitter.js';
import type {SpendRow, SpendView, Usage} from '../../protocol/spend.js';
import {addUsage, noUsage} from '../models/call-usage.js';
import {prices} from '../models/prices.js';
import type {LedgerRecord, LedgerStore, NanoDollars, ReserveRecord, SettleRecord} from './ledger.js';
import {lastDays, localDay} from './local-day.js';

/** What rows are summed by. */
export type SpendBy = 'session' | 'task' | 'project' | 'model' | 'day';

/** Which calls count: those that agree with everything that is given. */
export type SpendFilter = {session?: string; task?: string; run?: string; project?: string; day?: string};

export type Meter = {
	/** Counts a record at once, and resolves when it is in the ledger. A reservation that could not be written is not counted. */
	record(record: LedgerRecord): Promise<void>;
	/** Takes the money of a reservation before it is written. */
	hold(reservation: ReserveRecord): void;
	/** The sum over the calls, reservations included: an open call counts as what it may cost. */
	sum(filter: SpendFilter): Sum;
	/** Of `sum`, what is only reserved by calls under way. */
	held(filter: SpendFilter): NanoDollars;
	/** Rows by what they are about, dearest first; days oldest first. */
	report(question: {by: SpendBy; project?: string; days: number}): SpendRow[];
	/** For the floor: what was spent, without what calls under way may cost, so that no figure falls again. Rows are of the last eight days; `limits` are the daily budgets in dollars of the projects that have one. */
	view(limits: readonly number[]): SpendView;
	/** Something was counted. */
	readonly changed: Emitter<LedgerRecord>;
};

export type Sum = {calls: number; usage: Usage; nanoDollars: NanoDollars; estimated: boolean};

/** What calls of the same day, session, task and model add up to. */
type Cell = Sum & {day: string; session: string; project: string; task?: string; run?: string; model: string; unpriced: boolean};

const shownDays = 8;
const dollars = (nano: NanoDollars): number => nano / 1e9;

/** Reads the ledger and keeps its sums. A reservation that was never settled (the daemon was killed during the call) counts as spent. */
export async function openMeter({store, now = Date.now}: {store: LedgerStore; now?: () => number}): Promise<Meter> {
	const cells = new Map<string, Cell>();
	const open = new Map<string, ReserveRecord>();
	const changed = new Emitter<LedgerRecord>();
	const count = (record: LedgerRecord) => {
		if (record.type === 'reserve') {
			open.set(record.id, record);
		} else {
			open.delete(record.id);
			addTo(cells, record);
		}
	};

	for await (const record of store.read()) {
		count(record);
	}

	for (const lost of open.values()) {
		addTo(cells, lostCall(lost));
	}

	open.clear();
	const settled = (filter: SpendFilter): Cell[] => cells.values().filter(cell => isMatch(cell, filter)).toArray();
	const select = (filter: SpendFilter): Cell[] => [...settled(filter), ...open.values().map(one => cellOf(one)).filter(cell => isMatch(cell, filter))];
	const total = (filter: SpendFilter): Sum => add(select(filter));
	const reportOf = (all: Cell[], {by, days}: {by: SpendBy; days: number}): SpendRow[] => {
		const shown = lastDays(now(), days);
		const groups = Map.groupBy(all.filter(cell => shown.includes(cell.day)), cell => cell[by] ?? '');
		// What belongs to no task (a session opened by hand) has no name, and its money counts all the same.
		const rows = [...groups].map(([key, group]) => toRow(key, add(group)));
		return by === 'day'
			? shown.map(day => rows.find(row => row.key === day) ?? toRow(day, add([])))
			: rows.toSorted((one, other) => (other.cost === one.cost ? one.key.localeCompare(other.key) : other.cost - one.cost));
	};

	return {
		changed,
		async record(record) {
			count(record);
			try {
				await store.append(record);
			} catch (error) {
				if (record.type === 'reserve') {
					open.delete(record.id);
				}

				throw error;
			} finally {
				changed.emit(record);
			}
		},
		hold(reservation) {
			open.set(reservation.id, reservation);
		},
		sum: total,
		held: filter => add(open.values().map(one => cellOf(one)).filter(cell => isMatch(cell, filter)).toArray()).nanoDollars,
		report: ({by, project, days}) => reportOf(select(project === undefined ? {} : {project}), {by, days}),
		view(limits) {
			const all = settled({});
			const report = (by: SpendBy) => reportOf(all, {by, days: shownDays});
			const days = report('day').map(row => row.cost);
			return {
				today: days.at(-1)!,
				...(limits.length === 0 ? {} : {limit: limits.reduce((one, other) => one + other, 0)}),
				days,
				byProject: report('project'),
				byTask: report('task'),
				byModel: report('model'),
				pricesOf: prices.asOf,
				unpriced: [...new Set(all.filter(cell => cell.unpriced).map(cell => cell.model))].toSorted(),
			};
		},
	};
}

/** A call of which only the reservation is known. */
const lostCall = (reservation: ReserveRecord): SettleRecord => ({
	...reservation,
	type: 'settle',
	endedAt: reservation.at,
	end: 'lost',
	status: 0,
	price: '',
	pricesOf: prices.asOf,
	estimated: true,
});

function addTo(cells: Map<string, Cell>, record: SettleRecord): void {
	const cell = cellOf(record);
	const name = JSON.stringify([cell.day, cell.session, cell.project, cell.task, cell.run, cell.model]);
	const before = cells.get(name);
	cells.set(name, before === undefined ? cell : {...cell, ...add([before, cell]), unpriced: before.unpriced || cell.unpriced});
}

function cellOf(record: LedgerRecord): Cell {
	const {session, project, task, run} = record.subject;
	return {
		day: localDay(record.at),
		session,
		project,
		...(task === undefined ? {} : {task}),
		...(run === undefined ? {} : {run}),
		model: record.model,
		calls: 1,
		usage: record.usage,
		nanoDollars: record.nanoDollars,
		estimated: record.type === 'reserve' || record.estimated,
		unpriced: record.type === 'settle' && record.price === 'unknown',
	};
}

const isMatch = (cell: Cell, filter: SpendFilter): boolean =>
	(Object.keys(filter) as Array<keyof SpendFilter>).every(key => filter[key] === undefined || cell[key] === filter[key]);

function add(sums: readonly Sum[]): Sum {
	const all: Sum = {calls: 0, usage: noUsage, nanoDollars: 0, estimated: false};
	for (const one of sums) {
		all.calls += one.calls;
		all.usage = addUsage(all.usage, one.usage);
		all.nanoDollars += one.nanoDollars;
		all.estimated ||= one.estimated;
	}

	return all;
}

const toRow = (key: string, sum: Sum): SpendRow => ({key, calls: sum.calls, usage: addUsage(noUsage, sum.usage), cost: dollars(sum.nanoDollars), estimated: sum.estimated});

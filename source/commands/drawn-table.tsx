import {renderToString, Text} from 'ink';
import {Table} from 'ink-table';
import stringWidth from 'string-width';
import type {ReactNode} from 'react';
import type {TableColumn} from './table.js';

/** A table drawn by ink-table, rendered once to a string. */
export function drawTable({columns, rows, width}: {columns: readonly TableColumn[]; rows: ReadonlyArray<readonly string[]>; width: number}): string {
	// The key of a column is its number, padded to the column's width: ink-table counts code units, and a wide character needs two columns.
	const keys = columns.map((column, index) => String(index).padEnd(Math.max(stringWidth(column.heading), ...rows.map(row => stringWidth(row[index] ?? '')))));
	const data = rows.map(row => Object.fromEntries(keys.map((key, index) => [key, row[index] ?? ''])));
	const table = (
		<Table
			cell={Cell}
			columns={keys.map((key, index) => ({key, align: columns[index]!.align ?? 'left'}))}
			data={data}
			header={Heading}
			headings={Object.fromEntries(keys.map((key, index) => [key, columns[index]!.heading]))}
			skeleton={Rule}
		/>
	);
	return renderToString(table, {columns: Math.max(width, 1)});
}

type CellProps = {readonly children?: ReactNode};

function Cell({children}: CellProps) {
	return <Text>{fit(children)}</Text>;
}

function Heading({children}: CellProps) {
	return <Text bold>{fit(children)}</Text>;
}

function Rule({children}: CellProps) {
	return <Text dimColor>{children}</Text>;
}

/** Takes away the padding that ink-table gave too much, because it took a wide character for one column. */
function fit(children: ReactNode): ReactNode {
	if (typeof children !== 'string') {
		return children;
	}

	const excess = stringWidth(children) - children.length;
	if (excess <= 0) {
		return children + ' '.repeat(-excess);
	}

	const trailing = children.length - children.trimEnd().length;
	return trailing > excess ? children.slice(0, children.length - excess) : children.slice(excess);
}

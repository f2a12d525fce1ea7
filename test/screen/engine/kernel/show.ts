import {CellEngine} from '../../../../source/screen/engine/cell-engine.js';
import {machine} from '../../../../source/screen/engine/kernel/input.js';
import {makeStream, streamNames} from '../../../bench/parse/streams.js';

// Says how the cells are written, and what is on the screen and in the history after some of what programs print.
console.log(machine === undefined ? 'plain' : 'by machine');
for (const name of streamNames) {
	const size = {cols: 100, rows: 30};
	const engine = new CellEngine({size, historyLines: 500});
	engine.write(makeStream(name, size, 200_000));
	engine.resize({cols: 80, rows: 24});
	for (let line = 0; line < engine.totalLines; line++) {
		console.log(JSON.stringify(engine.line(line)));
	}
}

import type {StageView} from '../../../protocol/run.js';
import {hintOf} from '../../bindings/hints.js';
import type {ClientModel} from '../../floor/model.js';
import {money} from '../../theme/figures.js';
import {fit, plain, span, spread, wrap, type Line} from '../../theme/line.js';
import {stageName, stageShapes, timeTaken} from './stage.js';

/** A stage on at most `room` lines: state, time and cost, input and output whole, and how to read more of it. */
export function stageDetail(model: ClientModel, {stage, width, room}: {stage: StageView; width: number; room: number}): Line[] {
	const [shape, role] = stageShapes[stage.state];
	const took = timeTaken(stage, model.now);
	const head = spread({
		left: [span(`${shape} `, role), span(stageName(stage), 'strong'), span(`  ${stage.state}`, role)],
		right: [span(took, 'dim'), span(stage.cost > 0 ? `  ${money(stage.cost)}` : '', 'money')],
		width,
	});
	const texts = [...textLines('in', stage.input, width), ...textLines('out', stage.output, width)];
	const more = moreLine(model);
	const places = room - 2 - (more.length === 0 ? 0 : 1);
	const shown = texts.length > places ? [...texts.slice(0, places - 1), [span('…', 'dim')]] : texts;
	return [[span('─'.repeat(width), 'border')], head, ...shown, ...(more.length === 0 ? [] : [more])].map(line => fit(line, width));
}

const labelWidth = 5;

function textLines(label: string, text: string, width: number): Line[] {
	return text === '' ? [] : wrap(plain(text, 1000), Math.max(10, width - labelWidth)).map((part, index) => [span((index === 0 ? label : '').padEnd(labelWidth), 'dim'), span(part)]);
}

/** The key is said only where it does something: not every stage has a log. */
function moreLine(model: ClientModel): Line {
	const hint = hintOf(model, 'task-log');
	return hint === undefined ? [] : [span(hint.keys, 'key'), span(` ${hint.words}`, 'dim')];
}

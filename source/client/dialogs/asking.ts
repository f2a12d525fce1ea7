import {safeBlock} from '../../base/safe-text.js';
import type {ClientModel} from '../floor/model.js';
import {money} from '../theme/figures.js';
import {plain, selectedLine, fit, span, wrap, type Line} from '../theme/line.js';
import type {DialogBody, Room} from './drawing.js';
import {inputLine} from './input-line.js';
import {projectLines} from './project-lines.js';
import type {AddDialog, AnswerDialog, BudgetDialog, ConfirmDialog, RejectDialog, SearchDialog} from './state.js';

export function drawAnswer({item, input}: AnswerDialog, {width, height}: Room): DialogBody {
	const question = [
		...wrap(plain(item.title), width).map((text): Line => [span(text, 'strong')]),
		...(item.detail === '' ? [] : wrap(safeBlock(item.detail), width).map((text): Line => [span(plain(text), 'dim')])),
	];
	// The question gives way before the choices and the answer do.
	const shown = question.slice(0, Math.max(2, height - item.choices.length - 5));
	const choices = item.choices.map((choice, index): Line => {
		const line: Line = [span(`${index + 1} `, 'key'), span(plain(choice)), ...(choice === item.recommended ? [span('  recommended', 'good')] : [])];
		return choice === input.text ? selectedLine(fit(line, width)) : line;
	});
	const recommended: Line[] = item.recommended === undefined || item.choices.includes(item.recommended) ? [] : wrap(`recommended: ${plain(item.recommended)}`, width).slice(0, 2).map(text => [span(text, 'good')]);
	const lines = [...shown, [], ...choices, ...recommended, ...(choices.length + recommended.length > 0 ? [[]] : []), inputLine(input, {width, empty: 'your answer'})];
	return {title: 'answer', lines, choices: choices.map((_, index) => ({line: shown.length + 1 + index, index}))};
}

export const drawReject = ({task, input}: RejectDialog, {width}: Room): DialogBody => ({
	title: `reject ${plain(task)}`,
	lines: [
		...wrap('Why? The reason becomes feedback: the attempt is discarded, and the task is planned and built again with it.', width).map((text): Line => [span(text, 'dim')]),
		[],
		inputLine(input, {width, empty: 'the reason'}),
	],
});

export const drawConfirm = ({title, detail}: ConfirmDialog, {width}: Room): DialogBody => ({
	title: 'are you sure?',
	lines: [...wrap(title, width).map((text): Line => [span(text, 'strong')]), ...wrap(detail, width).map((text): Line => [span(text, 'dim')])],
});

export function drawAdd(model: ClientModel, dialog: AddDialog, {width}: Room): DialogBody {
	return {
		title: 'add a task',
		lines: [
			...projectLines(model, dialog),
			...wrap('What must be true when it is done? Say it in your own words; they are kept as they are.', width).map((text): Line => [span(text, 'dim')]),
			[],
			inputLine(dialog.input, {width, empty: 'the outcome'}),
		],
	};
}

export function drawSearch({floor}: ClientModel, {session, input}: SearchDialog, {width}: Room): DialogBody {
	const {number, task} = floor.sessions.find(({id}) => id === session) ?? {};
	return {title: `search ${number ?? ''} ${plain(task ?? '', 40)}`.trim(), lines: [inputLine(input, {width, empty: 'words in the history of this session, or /an expression/'})]};
}

export function drawBudget({floor}: ClientModel, {project, input}: BudgetDialog, {width}: Room): DialogBody {
	const found = floor.projects.find(({id}) => id === project);
	const now = found?.budget === undefined ? 'It has no budget.' : `It is ${money(found.budget.limit)} a day, of which ${money(found.budget.spent)} are spent.`;
	return {
		title: `budget of ${plain(found?.name ?? project, 30)}`,
		lines: [...wrap(`${now} What is reached stops the next model call, and the agents wait.`, width).map((text): Line => [span(text, 'dim')]), [], inputLine(input, {width, empty: 'dollars a day, or none'})],
	};
}

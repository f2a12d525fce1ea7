import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import type {Params, RequestName, Result} from '../../protocol/control.js';
import type {Action} from '../floor/action.js';
import type {Effect, PaneEffect, RequestEffect} from '../floor/effect.js';

/** What effects act on. */
export type World = {
	dispatch(action: Action): void;
	request<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Result<Name>>;
	/** Gives the terminal to the person's editor and takes it back. */
	edit(text: string, suffix: string): Promise<string>;
	/** Returns where it went, in a sentence that begins with `before`. */
	copy(text: string, how?: {to?: 'file' | undefined; before?: string}): Promise<string>;
	pane(effect: PaneEffect): Promise<void>;
	/** Sends one key, by its name, to a session. */
	typeKey(session: string, key: string): void;
	leave(how: 'detached' | 'stopped'): void;
	suspend(): void;
	redraw(): void;
	setMouse(state: 'on' | 'off'): void;
};

/** Carries out what a key or a click asked for, in order; the first that fails is told, and those after it are left. */
export async function carryOut(effects: readonly Effect[], world: World): Promise<void> {
	for (const effect of effects) {
		try {
			await carryOutOne(effect, world);
		} catch (error) {
			const why = sentence(error);
			const otherwise = effect.type === 'request' ? effect.otherwise : undefined;
			world.dispatch(otherwise?.(why) ?? {type: 'said', level: 'bad', text: why});
			return;
		}
	}
}

export function sentence(error: unknown): string {
	if (error instanceof MillwrightError) {
		return safeLine(error.hint === undefined ? error.message : `${error.message} ${error.hint}`);
	}

	return safeLine(error instanceof Error ? error.message : String(error));
}

async function carryOutOne(effect: Effect, world: World): Promise<void> {
	switch (effect.type) {
		case 'request': {
			return carryOutRequest(effect, world);
		}

		case 'edit': {
			return editInputs(effect, world);
		}

		case 'compose': {
			return compose(effect, world);
		}

		case 'copy': {
			return copy(effect, world);
		}

		case 'detach': {
			world.leave('detached');
			return;
		}

		case 'quit': {
			world.leave('stopped');
			return;
		}

		case 'suspend': {
			world.suspend();
			return;
		}

		case 'redraw': {
			world.redraw();
			return;
		}

		case 'mouse': {
			world.setMouse(effect.on ? 'on' : 'off');
			return;
		}

		case 'input': {
			world.typeKey(effect.session, effect.key);
			return;
		}

		default: {
			return world.pane(effect);
		}
	}
}

async function copy({text, to, lost = 0}: Extract<Effect, {type: 'copy'}>, world: World): Promise<void> {
	const left = lost === 0 ? '' : `${lost === 1 ? '1 marked line has' : `${lost} marked lines have`} left the history. `;
	if (text.trim() === '') {
		world.dispatch({type: 'said', level: 'info', text: left === '' ? 'There is nothing but blanks to be copied.' : `Nothing was copied: ${left.trim()}`});
		return;
	}

	const said = await world.copy(text, {to, before: left});
	world.dispatch({type: 'said', level: left === '' ? 'good' : 'warn', text: said});
}

async function carryOutRequest(effect: RequestEffect, world: World): Promise<void> {
	const result = await world.request(effect.name, effect.params);
	const becomes = effect.becomes as ((result: unknown) => Action) | undefined;
	if (becomes !== undefined) {
		world.dispatch(becomes(result));
	}

	if (effect.said !== undefined) {
		world.dispatch({type: 'said', level: 'good', text: effect.said});
	}
}

/** The text goes back to the editor while it is refused, with the reason on its first lines, until the person gives up by changing nothing. */
async function editInputs({project, file}: Extract<Effect, {type: 'edit'}>, world: World): Promise<void> {
	const {text} = await world.request('inputs.read', {project, file});
	const suffix = file.endsWith('.yaml') ? '.yaml' : '.md';
	let shown = text;
	for (;;) {
		const edited = withoutReason(await world.edit(shown, suffix));
		if (edited === text || edited === withoutReason(shown)) {
			world.dispatch({type: 'said', level: 'info', text: edited === text ? `${file} is unchanged.` : `${file} was not written: it is still not what it should be.`});
			return;
		}

		try {
			await world.request('inputs.write', {project, file, text: edited, cause: `edited ${file} from the floor`});
			world.dispatch({type: 'said', level: 'good', text: `${file} is written; it counts from the next run on.`});
			return;
		} catch (error) {
			shown = `${reasonMark} ${sentence(error)}\n${edited}`;
		}
	}
}

const reasonMark = '#! Not written:';
const withoutReason = (text: string): string => text.startsWith(reasonMark) ? text.slice(text.indexOf('\n') + 1) : text;

async function compose({project, text}: Extract<Effect, {type: 'compose'}>, world: World): Promise<void> {
	const written = await world.edit(text, '.md');
	if (written.trim() === '') {
		world.dispatch({type: 'said', level: 'info', text: 'Nothing was written, so nothing is added.'});
		return;
	}

	const task = await world.request('task.add', {project, text: written, key: crypto.randomUUID()});
	world.dispatch({type: 'said', level: 'good', text: `${safeLine(task.id, 60)} is in the queue.`});
}

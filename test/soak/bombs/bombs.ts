import {connectHolder} from '../../../source/link/holder.js';
import type {HolderLink} from '../../../source/link/holder-link.js';
import {readToken} from '../../../source/link/token.js';
import {quantile} from '../../bench/row.js';
import type {Pty} from '../../client/pty.js';
import {makeCrew, type Crew} from '../../support/crew.js';
import type {Lifetime} from '../../support/lifetime.js';
import {modesOf} from '../../support/modes.js';
import {foreignSequences} from '../../support/own-sequences.js';
import {mustHold, type SoakOptions} from '../soak.js';
import {direct, performer, type Performer} from '../stage/director.js';
import {countFrames, type Frames} from './frames.js';
import {forgetPeak, peakOf, residentOf} from './peak.js';
import {watchPromptness} from './promptness.js';
import {masses, numbers, shapes} from './shapes.js';

export type Limits = {
	/** Of the frames that the neighbour is shown in a second without a bomb, of which 30 count: the part that it is shown during one. */
	frames: number;
	/** Milliseconds by the clock that nine of ten keys and requests take more than just before the bomb. */
	slow: number;
	/** Milliseconds of the holder's own processor in which half of them are. */
	served: number;
	/** MiB by which the holder's memory is larger at the most than it was before the first bomb. */
	growth: number;
};

export type BombsOptions = SoakOptions & {
	/** Milliseconds for which each shape is printed again and again. */
	time?: number;
	/** Megabytes, or hundred thousand, of each mass. */
	size?: number;
	/** Bombs whose names it has; all unless given. */
	only?: RegExp;
	/** Frames for which all is looked at before each bomb; half a second's unless given. */
	looked?: number;
	limits?: Partial<Limits>;
};

/** 30 frames a second are promised, and keys within 5 ms where there is a core for them. What the machine has not even without a bomb is asked of nobody. Of the growth most is garbage that Node has not collected yet. */
const usualLimits: Limits = {frames: 0.9, slow: 50, served: 10, growth: 96};
// Frames a second that are promised beside a bomb.
const promised = 30;
// How often what took too long is tried.
const tries = 3;
type Scene = {crew: Crew; pty: Pty; bomber: Performer; link: HolderLink; frames: Frames; rest: number; looked: number; limits: Limits};
type Bombing = {name: string; number: number; time: number};

/** Lets every bomb go off in a pane, and looks at its holder, at the pane beside it, and at what reaches the person's terminal. A round is every shape with every number, and every mass. */
export async function soakBombs(life: Lifetime, {rounds, say, time = 1000, size = 50, only = /./v, looked = 16, limits = {}}: BombsOptions): Promise<void> {
	const scene = {...await open(life), looked, limits: {...usualLimits, ...limits}};
	const before = modesOf(scene.pty.emulator);
	const {fps} = rateOf(scene.frames);
	say(`at rest: ${fps.toFixed(0)} frames a second beside it, ${scene.rest.toFixed(0)} MiB in its holder`);
	const all: Bombing[] = [
		...Object.keys(shapes).flatMap(name => numbers.map(number => ({name, number, time}))),
		...Object.keys(masses).map(name => ({name, number: size, time: 0})),
	];
	for (let round = 0; round < rounds; round++) {
		for (const bombing of all.filter(({name}) => only.test(name))) {
			say(await detonate(scene, bombing));
		}
	}

	const {pty} = scene;
	const foreign = foreignSequences(pty.output);
	mustHold(foreign.length === 0, `The terminal was sent what the client does not say: ${JSON.stringify(foreign)}`);
	mustHold(!pty.output.includes('stolen'), 'The terminal was sent what was in a string of a bomb.');
	const after = {...modesOf(pty.emulator), cursor: before.cursor};
	mustHold(JSON.stringify(after) === JSON.stringify(before), `The modes of the terminal were ${JSON.stringify(before)} and are ${JSON.stringify(after)}.`);
}

async function open(life: Lifetime): Promise<Omit<Scene, 'looked' | 'limits'>> {
	const crew = await makeCrew(life, {performer}, {layouts: {first: 'grid'}});
	const [bomber, neighbour] = [await direct(life, crew), await direct(life, crew)];
	const pty = crew.open({cols: 160, rows: 50});
	await neighbour.order({do: 'tick', rate: 200});
	await pty.until(screen => /tick \d+/v.test(screen), 'the neighbour');
	const {number, socket} = bomber.session;
	pty.type(`${number}\r`);
	await pty.untilShows(`typing into ${number}`);
	const link = await connectHolder({socket: socket!, token: await readToken(crew.paths), version: 'soak', role: 'client'});
	life.teardown(() => {
		link.close();
	});
	const frames = countFrames(pty, /tick \d+/v);
	// Once around with nothing to it, as with every agent that prints: what the first output takes is no growth.
	await bomber.order({do: 'bomb', name: 'repeat', number: 1, time: 1000, survived: 'warm'});
	return {crew, pty, bomber, link, frames, rest: await residentOf(link.pid)};
}

function rateOf(frames: Frames): {fps: number; time: number} {
	const {frames: count, time} = frames.take();
	return {fps: count * 1000 / time, time};
}

/** What the machine was too busy for once it may be tried again: a bomb that holds up others does so each time. */
async function detonate(scene: Scene, bombing: Bombing): Promise<string> {
	for (let left = tries - 1; ; left--) {
		const {said, growth, slow} = await measure(scene, bombing);
		const what = `${bombing.name}, ${bombing.number}`;
		mustHold(growth <= scene.limits.growth, `${what}: its holder grew by ${growth.toFixed(0)} MiB, and ${scene.limits.growth} are the limit.`);
		if (slow === undefined) {
			return `${what}: ${said}`;
		}

		mustHold(left > 0, `${what}: ${slow}`);
	}
}

type Measured = {
	said: string;
	/** MiB. */
	growth: number;
	/** What took too long, in a sentence. */
	slow: string | undefined;
};

async function measure({pty, bomber, link, frames, rest, looked, limits}: Scene, {name, number, time}: Bombing): Promise<Measured> {
	const survived = `survived ${name}`;
	await forgetPeak(link.pid);
	frames.take();
	const before = await watchPromptness({pty, performer: bomber, link}, frames.pass(looked));
	const calm = rateOf(frames).fps;
	let bytes = 0;
	const {keys, requests, served} = await watchPromptness({pty, performer: bomber, link}, (async () => {
		({bytes} = await bomber.order({do: 'bomb', name, number, time, survived}));
	})());
	const {fps, time: taken} = rateOf(frames);
	await pty.untilShows(survived);
	const growth = Math.max(0, await peakOf(link.pid) - rest);
	const [key, request, own] = [quantile(keys, 0.9), quantile(requests, 0.9), quantile(served, 0.5)];
	const [calmKey, calmRequest] = [quantile(before.keys, 0.9), quantile(before.requests, 0.9)];
	const slow = [
		...(key - calmKey > limits.slow || request - calmRequest > limits.slow
			? [`of the keys one in ten took over ${key.toFixed(0)} ms, of the requests over ${request.toFixed(0)}; before it ${calmKey.toFixed(0)} and ${calmRequest.toFixed(0)}, and ${limits.slow} more are the limit.`]
			: []),
		...(own > limits.served ? [`half of the keys and requests took over ${own.toFixed(1)} ms of the holder's processor, and ${limits.served} are the limit.`] : []),
		// What is over at once says nothing of a second.
		...(fps < Math.min(promised, calm) * limits.frames && taken >= 500 ? [`the pane beside it was shown ${fps.toFixed(1)} times a second, and ${calm.toFixed(1)} times before it.`] : []),
	];
	const said = `${(bytes / 1e6).toFixed(1)} MB in ${(taken / 1000).toFixed(1)} s, +${growth.toFixed(0)} MiB, key ${key.toFixed(1)} of ${calmKey.toFixed(1)} ms, request ${request.toFixed(1)} of ${calmRequest.toFixed(1)} ms, ${own.toFixed(1)} ms of its processor, ${fps.toFixed(1)} of ${calm.toFixed(1)} frames/s`;
	return {said, growth, slow: slow[0]};
}

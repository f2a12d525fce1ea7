import type {Disposer, Emitter} from '../../base/emitter.js';

/** Calls back once, when so many milliseconds have passed without an event. Returns how to call it off. */
export function whenQuiet(events: Pick<Emitter<unknown>, 'on'>, quiet: number, then: () => void): Disposer {
	const begin = () => setTimeout(() => {
		dispose();
		then();
	}, quiet);
	let timer = begin();
	const dispose = events.on(() => {
		clearTimeout(timer);
		timer = begin();
	});
	return () => {
		clearTimeout(timer);
		dispose();
	};
}

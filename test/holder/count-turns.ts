import process from 'node:process';

export type TurnCount = {
	count: number;
	/** The part of all the processor time that the longest turn took. */
	longest: number;
};

/** Counts the turns of the loop from now on, which others have while something is done. */
export function countTurns(): {end(): TurnCount} {
	const start = spent();
	let last = start;
	let [count, longest] = [0, 0];
	const look = () => {
		const now = spent();
		longest = Math.max(longest, now - last);
		last = now;
	};

	let timer = setImmediate(function next() {
		look();
		count++;
		timer = setImmediate(next);
	});
	return {
		end() {
			look();
			clearImmediate(timer);
			return {count, longest: longest / Math.max(1, last - start)};
		},
	};
}

/** Microseconds of this thread's processor. */
function spent(): number {
	const {user, system} = process.threadCpuUsage();
	return user + system;
}

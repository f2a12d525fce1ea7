import {MillwrightError} from '../../base/errors.js';
import {safeLine} from '../../base/safe-text.js';
import {span} from '../format.js';
import {withDaemon} from '../reach.js';
import type {Check, Look} from './check.js';

/** The daemon: whether it runs, is of this version, and could read all of its state. It is not started for this. */
export const lookAtDaemon: Look = async context => {
	try {
		const status = await withDaemon(context, async daemon => daemon.request('daemon.status', {}), {start: false, role: 'caretaker'});
		return [
			status.version === context.version
				? {name: 'daemon', state: 'good', found: `runs for ${span(Date.now() - status.since)} as process ${status.pid}, version ${status.version}`}
				: {name: 'daemon', state: 'warn', found: `runs version ${status.version}, and this is ${context.version}`, cure: 'Run `millwright daemon stop`: agents go on, and the next command starts the new one.'},
			...status.damaged.map((file): Check => ({name: 'state', state: 'warn', found: `a damaged document was set aside: ${safeLine(file)}`, cure: 'Its bytes are kept beside it; docs/when-something-is-wrong.md says what to do.'})),
			...(status.degraded === undefined ? [] : [{name: 'state', state: 'bad', found: safeLine(status.degraded), cure: 'Free space or mend the folder, then run `millwright daemon stop`.'} satisfies Check]),
			...(status.rehearsal === undefined ? [] : [{name: 'rehearsal', state: 'warn', found: `every model's words come from ${safeLine(status.rehearsal)}`, cure: 'For real models: unset MILLWRIGHT_REHEARSAL and run `millwright daemon stop`.'} satisfies Check]),
		];
	} catch (error) {
		if (!(error instanceof MillwrightError)) {
			throw error;
		}

		return error.code === 'no-daemon'
			? [{name: 'daemon', state: 'good', found: 'none runs; the next command starts one'}]
			: [{name: 'daemon', state: 'bad', found: error.message, cure: error.hint ?? 'Read `millwright daemon log`.'}];
	}
};

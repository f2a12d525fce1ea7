import {flagOption, type RunCommand} from './command.js';
import {lookAtDaemon} from './doctor/daemon.js';
import {lookAtFolders} from './doctor/folders.js';
import {lookAtMachine} from './doctor/machine.js';
import {lookAtModels} from './doctor/models.js';
import {printChecks} from './doctor/report.js';

export const run: RunCommand = async ({context, options}) => {
	const {print} = context;
	const looks = [lookAtMachine, lookAtFolders, lookAtDaemon, lookAtModels].map(async look => look(context));
	const found = await print.during('Looking', Promise.all(looks));
	const checks = found.flat();
	if (flagOption(options, 'json')) {
		print.json(checks);
	} else {
		printChecks(print, checks);
	}

	return checks.some(check => check.state === 'bad') ? 1 : 0;
};

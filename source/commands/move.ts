import {flagOption, textOption, type RunCommand} from './command.js';
import {findTask} from './find.js';
import {withDaemon} from './reach.js';

export const run: RunCommand = async invocation => withDaemon(invocation.context, async daemon => {
	const {print} = invocation.context;
	const look = {daemon, invocation};
	const task = await findTask(look, invocation.arguments[0]!);
	const before = textOption(invocation.options, 'before');
	const target = before === undefined ? null : (await findTask(look, before)).id;
	const tasks = await daemon.request('task.move', {project: task.project, task: task.id, before: target});
	if (flagOption(invocation.options, 'json')) {
		print.json(tasks);
	} else {
		print.line(tasks.map(other => other.id === task.id ? print.paint('bold', other.id) : other.id).join('  '));
	}

	return 0;
});

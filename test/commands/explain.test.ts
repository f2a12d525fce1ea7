import test from 'ava';
import {MillwrightError} from '../../source/base/errors.js';
import {explain} from '../../source/commands/explain.js';
import {createPrint} from '../../source/commands/print.js';

function explained(error: unknown, environment: Record<string, string> = {}): {code: number; text: string} {
	let text = '';
	const stderr = {write(part: string) {
		text += part;
	}};
	const code = explain(error, {print: createPrint({stderr, environment}), environment: {HOME: '/home/robin', ...environment}});
	return {code, text};
}

test('what could be expected is a sentence and its cure', t => {
	t.deepEqual(explained(new MillwrightError('x', 'It is so.', {hint: 'Mend it.', exitCode: 4})), {code: 4, text: 'millwright: It is so.\n  Mend it.\n'});
});

test('what could not be expected says where the log is and how to report it', t => {
	const {code, text} = explained(new TypeError('x is undefined'));
	t.is(code, 1);
	t.regex(text, /^millwright: something went wrong inside: x is undefined\n {2}The daemon's log is \/home\/robin\/\.local\/state\/millwright\/daemon\.log\. .*millwright doctor/v);
	t.notRegex(text, /\n {4}at /v);
});

test('an error inside the daemon is told the same way', t => {
	t.regex(explained(new MillwrightError('internal', 'x is undefined')).text, /something went wrong inside: x is undefined/v);
});

test('a full disk is nobody\'s mistake and has a cure', t => {
	const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'});
	t.regex(explained(error).text, /^millwright: There is no space left on the disk\.\n {2}Free some/v);
});

test('the stack and its causes are shown when asked for', t => {
	const {text} = explained(new MillwrightError('x', 'It is so.', {cause: new Error('deep down')}), {MILLWRIGHT_DEBUG: '1'});
	t.regex(text, /\n {4}at [\s\S]*caused by Error: deep down/v);
});

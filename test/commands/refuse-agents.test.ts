import test from 'ava';
import {refuseAgents} from '../../source/commands/refuse-agents.js';

test('what the person decides is not decided from within a session', t => {
	t.throws(() => {
		refuseAgents({environment: {MILLWRIGHT_SESSION: 's-0123456789'}}, 'approve');
	}, {message: 'This runs within the session s-0123456789 of Millwright, and agents do not approve.', code: 'not-for-agents'});
	t.notThrows(() => {
		refuseAgents({environment: {}}, 'approve');
	});
});

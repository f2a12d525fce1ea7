import test from 'ava';
import * as fc from 'fast-check';
import {checkPlan, stepsOf} from '../../../source/daemon/pipeline/check-plan.js';
import {composePlan} from '../../../source/daemon/pipeline/compose-plan.js';
import {planTemplate} from '../../../source/daemon/pipeline/default-inputs.js';
import type {Rule} from '../../../source/protocol/rule.js';
import type {Intent} from '../../../source/protocol/task.js';
import {anyText} from '../../support/any-text.js';

const rule = (id: string): Rule => ({id, title: `the rule ${id}`, text: 'Do it.', state: 'in force', from: {by: 'person'}, since: '2026-11-20'});
const messages = (plan: string, rules: Rule[] = []) => checkPlan({plan, rules}).map(({message}) => message);

test('a plan of numbered steps with their checks passes, however the steps are marked', t => {
	for (const plan of ['1. A\n   Check: x', '1) A\nCheck: x\n2) B\n  **Check**: y', '### Step 1: A\nCheck: x\n### Step 2: B\nChecks: y', '# Plan\n\n**1. A**\n- check: x']) {
		t.deepEqual(messages(plan), []);
	}
});

test('a plan without steps, with a gap, without a check or without a rule is sent back with what is wrong', t => {
	t.regex(messages('Just do it.')[0]!, /no numbered steps/v);
	t.regex(messages('1. A\nCheck: x\n3. B\nCheck: y')[0]!, /Step 3 stands where step 2 should/v);
	t.regex(messages('1. A\nCheck: x\n2. B')[0]!, /Step 2 has no check/v);
	t.deepEqual(checkPlan({plan: '1. A\nCheck: x', rules: [rule('stream')]}).map(fault => fault.rule), ['stream']);
});

test('the list of rules that a planner copied above its steps is no citation', t => {
	const plan = (text: string) => `The rules: [rule: stream]\n\n1. A ${text}\nCheck: x`;
	t.is(checkPlan({plan: plan(''), rules: [rule('stream')]}).length, 1);
	t.is(checkPlan({plan: plan('[rule: stream]'), rules: [rule('stream')]}).length, 0);
});

test('numbers inside of a fence are no steps', t => {
	t.deepEqual(stepsOf('1. A\n```\n2. not a step\n```\nCheck: x\n2. B').map(({number}) => number), [1, 2]);
});

test('any plan that is written by the rules passes, and none without one of its checks', t => {
	fc.assert(fc.property(fc.array(fc.string({unit: fc.constantFrom(...'abc x.:'), minLength: 1, maxLength: 20}), {minLength: 1, maxLength: 12}), fc.nat(), (words, pick) => {
		const plan = (without?: number) => words.map((word, index) => `${index + 1}. ${word}${index === without ? '' : '\n   Check: proven'}`).join('\n');
		t.deepEqual(checkPlan({plan: plan(), rules: []}), []);
		t.is(checkPlan({plan: plan(pick % words.length), rules: []}).length, 1);
	}));
});

const intent = (ask: string): Intent => ({task: 'x', title: 'X', outcome: 'It works.', constraints: [], interfaces: [], acceptance: [], fixtures: [], ask});

test('the ask stands in the plan to the byte, whatever is in it', t => {
	fc.assert(fc.property(anyText({minLength: 1}).filter(ask => ask.trim() !== ''), ask => {
		const text = composePlan({template: '{ask}<end>{plan}', intent: intent(ask), plan: '1. A', answers: [], rules: []});
		const quoted = text.slice(0, text.indexOf('<end>1. A')).split('\n');
		t.true(quoted.every(line => line.startsWith('> ')));
		t.is(quoted.map(line => line.slice(2)).join('\n'), ask);
	}));
});

test('places that the ask itself names are not filled in, and a template that was cut short still carries ask and plan', t => {
	const text = composePlan({template: planTemplate, intent: intent('{plan} $& {rules}'), plan: '1. A', answers: [{question: 'a\nb?', answer: 'c'}], rules: [rule('r')]});
	t.true(text.includes('> {plan} $& {rules}'));
	t.true(text.includes('- a b? **c**'));
	t.true(text.includes('[rule: r]'));
	const short = composePlan({template: '# {title} {unknown}', intent: intent('ask'), plan: '1. A', answers: [], rules: []});
	t.is(short, '# X {unknown}\n\n## The ask\n\n> ask\n\n## The plan\n\n1. A\n');
});

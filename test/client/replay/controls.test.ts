import test from 'ava';
import {clock, replayAction, statusLine} from '../../../source/client/replay/controls.js';

const key = (name: string, more = {}) => ({name, text: name.length === 1 ? name : '', ctrl: false, alt: false, shift: false, ...more});

test('the keys of a player do what the line says', t => {
	t.deepEqual(replayAction(key('space', {text: ' '})), {type: 'toggle'});
	t.deepEqual(replayAction(key('left')), {type: 'seek', by: -5});
	t.deepEqual(replayAction(key('g', {text: 'G', shift: true})), {type: 'edge', to: 'end'});
	t.deepEqual(replayAction(key('c', {ctrl: true, text: ''})), {type: 'leave'});
	t.is(replayAction(key('q', {ctrl: true, text: ''})), undefined);
	t.is(clock(3727.9), '1:02:07');
	t.is(statusLine({position: 12, duration: 220}, {state: 'plays', speed: 2}), ' ▶ 0:12 of 3:40   ×2   space pause   q leave   ← → 5 s   + - speed   g start ');
	t.is(statusLine({position: 1, duration: 4}, {state: 'plays', speed: 1}, {isCut: true, width: 80}), ' ▶ 0:01 of 0:04   ×1   cropped   space pause   q leave   ← → 5 s   + - speed ');
	t.is(statusLine({position: 1, duration: 4}, {state: 'plays', speed: 1}, {isCut: true, width: 50}), ' ▶ 0:01 of 0:04   ×1   cropped   space pause ');
});

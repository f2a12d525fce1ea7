import test from 'ava';
import * as fc from 'fast-check';
import {stepBetween, stepOfForeground} from '../../../source/client/compositor/style-step.js';
import {paletteColor, rgbColor, underlineKinds, type Style} from '../../../source/screen/style.js';

const colors = fc.oneof(fc.constant(0), fc.nat(255).map(index => paletteColor(index)), fc.nat(0xFF_FF_FF).map(value => rgbColor(value)));
// Few of each, so that styles often differ in one thing.
const styles: fc.Arbitrary<Style> = fc.record({
	foreground: colors,
	background: fc.constantFrom(0, paletteColor(1)),
	attributes: fc.constantFrom(0, 1, 16),
	underline: fc.constantFrom(underlineKinds[0], underlineKinds[3]),
	underlineColor: fc.constantFrom(0, rgbColor(5)),
});

test('another colour of the text is told by no other bytes than any change of the look', t => {
	let told = 0;
	fc.assert(fc.property(styles, styles, (before, wanted) => {
		const step = stepOfForeground(before, wanted);
		told += step === undefined ? 0 : 1;
		return step === undefined || step === stepBetween(before, wanted);
	}), {numRuns: 2000});
	t.true(told > 20, `Only ${told} of 2000 steps were of the colour alone.`);
	t.is(stepOfForeground({foreground: 0, background: 0, attributes: 0, underline: 'none', underlineColor: 0}, {foreground: rgbColor(0x01_02_03), background: 0, attributes: 0, underline: 'none', underlineColor: 0}), '\u{1B}[38;2;1;2;3m');
});

import fc from 'fast-check';

/*
Any code point that is not half a pair, each as likely. fast-check has the same as the unit `binary`, but makes a table of all of them first, which
takes a process longer than most tests.
*/
const character = fc.oneof(
	{weight: 0xD8_00, arbitrary: fc.integer({min: 0, max: 0xD7_FF})},
	{weight: 0x10_20_00, arbitrary: fc.integer({min: 0xE0_00, max: 0x10_FF_FF})},
).map(code => String.fromCodePoint(code), text => {
	const code = typeof text === 'string' ? text.codePointAt(0) : undefined;
	if (code === undefined || text !== String.fromCodePoint(code)) {
		throw new Error('Not one character.');
	}

	return code;
});

/** A string of whatever Unicode has. */
export const anyText = (constraints: fc.StringSharedConstraints = {}): fc.Arbitrary<string> => fc.string({...constraints, unit: character});

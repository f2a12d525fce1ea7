import test from 'ava';
import {parseColor} from '../../source/screen/color-spec.js';

const specs: Array<[text: string, value: number | undefined]> = [
	['rgb:e5/e5/10', 0xE5_E5_10],
	['rgb:f/0/8', 0xFF_00_88],
	['rgb:fff/000/800', 0xFF_00_80],
	['RGB:FFFF/0000/8080', 0xFF_00_80],
	['#abc', 0xA0_B0_C0],
	['#a1b2c3', 0xA1_B2_C3],
	['#a10b20c30', 0xA1_B2_C3],
	['#a100b200c300', 0xA1_B2_C3],
	['', undefined],
	['?', undefined],
	['red', undefined],
	['#ab', undefined],
	['#abcd', undefined],
	['rgb:12345/0/0', undefined],
	['rgb:0/0', undefined],
	['rgb:0/0/0/0', undefined],
	['rgb:g/0/0', undefined],
];

for (const [text, value] of specs) {
	test(`a colour as X11 writes it is read, and nothing else: ${JSON.stringify(text)}`, t => {
		t.is(parseColor(text), value);
	});
}

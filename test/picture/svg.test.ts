import test from 'ava';
import {Emulator} from '../client/compositor/emulator.js';
import {toSvg} from './svg.js';

test('the picture shows what the terminal shows, in its colours, and nothing of it as markup', async t => {
	const emulator = new Emulator({cols: 20, rows: 2});
	await emulator.write('a \u{1B}[1;31mred\u{1B}[0m <b>\r\n\u{1B}[38;2;1;2;3mrgb\u{1B}[0m \u{1B}[7minv\u{1B}[0m');
	const svg = toSvg(emulator, 'A "title"');
	t.regex(svg, /<text [^>]*fill="#e06c75" font-weight="bold">red<\/text>/v);
	t.regex(svg, /&lt;b&gt;/v);
	t.regex(svg, /fill="#010203">rgb</v);
	t.regex(svg, /<rect [^>]*fill="#d5dae3"\/><text [^>]*fill="#15181e">inv</v);
	t.regex(svg, /A &quot;title&quot;/v);
});

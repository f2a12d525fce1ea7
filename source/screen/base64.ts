const digits = new Map(Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (digit, value) => [digit, value] as const));

/** The bytes of base64, whose padding may be left out; undefined for what is none. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
	const plain = text.replace(/={1,2}$/v, '');
	if (plain.length % 4 === 1) {
		return undefined;
	}

	const bytes = new Uint8Array(Math.floor(plain.length * 3 / 4));
	let [bits, count, at] = [0, 0, 0];
	for (const digit of plain) {
		const value = digits.get(digit);
		if (value === undefined) {
			return undefined;
		}

		bits = ((bits << 6) | value) & 0xFF_FF;
		count += 6;
		if (!(count >= 8)) {
			continue;
		}

		count -= 8;
		bytes[at] = (bits >> count) & 0xFF;
		at++;
	}

	return bytes;
}

/** Where in packed bytes somebody reads. */
export type Reader = {at: number};

/** Writes a number in LEB128; returns where it ends. */
export function writeNumber(bytes: Uint8Array, from: number, value: number): number {
	let at = from;
	let rest = value;
	while (rest > 0x7F) {
		bytes[at++] = (rest & 0x7F) | 0x80;
		rest >>>= 7;
	}

	bytes[at] = rest;
	return at + 1;
}

export function readNumber(bytes: Uint8Array, reader: Reader): number {
	let value = 0;
	for (let shift = 0; ; shift += 7) {
		const byte = bytes[reader.at++]!;
		value += (byte & 0x7F) << shift;
		if (byte < 0x80) {
			return value;
		}
	}
}

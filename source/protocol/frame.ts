/*
The framing of every socket: a length, a kind, a payload.

	u32 big endian   bytes that follow, the kind counted
	u8               kind: 0 JSON message, 1 bytes typed by a person, 2 screen update
	…                payload
*/

export const frameKind = {json: 0, input: 1, screen: 2} as const;
export type FrameKind = (typeof frameKind)[keyof typeof frameKind];
export type Frame = {kind: number; payload: Uint8Array};

/** A frame above this is refused and its connection closed: nothing that is sent comes near it, and a length that does is garbage. */
export const frameLimit = 64 * 1024 * 1024;

const headerSize = 5;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeFrame(kind: FrameKind, payload: Uint8Array): Uint8Array {
	const frame = new Uint8Array(headerSize + payload.length);
	new DataView(frame.buffer).setUint32(0, payload.length + 1);
	frame[4] = kind;
	frame.set(payload, headerSize);
	return frame;
}

export const encodeMessage = (message: unknown): Uint8Array => encodeFrame(frameKind.json, encoder.encode(JSON.stringify(message)));

export const decodeMessage = (payload: Uint8Array): unknown => JSON.parse(decoder.decode(payload)) as unknown;

/** Cuts a stream of chunks into frames. Throws RangeError when a length passes the limit; the connection is then of no use. */
export class FrameReader {
	#chunks: Uint8Array[] = [];
	#size = 0;

	push(chunk: Uint8Array): Frame[] {
		this.#chunks.push(chunk);
		this.#size += chunk.length;
		const frames: Frame[] = [];
		for (let length = this.#peekLength(); length !== undefined && this.#size >= length + 4; length = this.#peekLength()) {
			const bytes = this.#take(length + 4);
			frames.push({kind: bytes[4]!, payload: bytes.subarray(headerSize)});
		}

		return frames;
	}

	#peekLength(): number | undefined {
		if (this.#size < headerSize) {
			return undefined;
		}

		this.#join(headerSize);
		const head = this.#chunks[0]!;
		const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
		if (length < 1 || length > frameLimit) {
			throw new RangeError(`A frame of ${length} bytes came; 1 to ${frameLimit} are allowed.`);
		}

		return length;
	}

	#take(count: number): Uint8Array {
		this.#join(count);
		const head = this.#chunks[0]!;
		this.#size -= count;
		if (head.length === count) {
			this.#chunks.shift();
		} else {
			this.#chunks[0] = head.subarray(count);
		}

		return head.subarray(0, count);
	}

	/** Makes the first chunk at least `count` bytes long. Each byte is copied at most once a frame. */
	#join(count: number): void {
		if (this.#chunks[0]!.length >= count) {
			return;
		}

		const joined = new Uint8Array(this.#size);
		let offset = 0;
		for (const chunk of this.#chunks) {
			joined.set(chunk, offset);
			offset += chunk.length;
		}

		this.#chunks = [joined];
	}
}

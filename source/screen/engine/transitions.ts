/*
The states of a terminal's parser and what each byte does in each, after the state machine that Paul Williams published for
the VT500 series. What is not ASCII is text, which ends every sequence; inside of strings it is part of them.
*/

export const states = {
	ground: 0,
	escape: 1,
	escapeIntermediate: 2,
	sequenceEntry: 3,
	sequenceParameter: 4,
	sequenceIntermediate: 5,
	sequenceIgnore: 6,
	/** OSC */
	command: 7,
	/** DCS */
	device: 8,
	/** SOS, PM, APC: dropped. */
	string: 9,
} as const;

export const actions = {
	none: 0,
	execute: 1,
	/** Forget what was read of a sequence. */
	clear: 2,
	collect: 3,
	prefix: 4,
	digit: 5,
	/** A semicolon or colon. */
	separator: 6,
	/** A sequence that is none has ended; as a control that does nothing, it ends the text before. */
	dropped: 7,
	escape: 8,
	sequence: 9,
	/** A byte of a command or device string. */
	put: 10,
	/** The string is whole. */
	finish: 11,
	/** Text: to be read again in the ground state. */
	again: 12,
	start: 13,
} as const;

const bytes = 256;
const table = new Uint8Array(Object.keys(states).length * bytes);

/** What a byte does: the action times 16 and the state that follows. */
export const transition = (state: number, byte: number): number => table[(state * bytes) + byte]!;

type Range = readonly [first: number, last: number];

function on(state: number, range: Range, [action, next]: readonly [number, number]): void {
	for (let byte = range[0]; byte <= range[1]; byte++) {
		table[(state * bytes) + byte] = (action * 16) + next;
	}
}

const {ground, escape, escapeIntermediate, sequenceEntry, sequenceParameter, sequenceIntermediate, sequenceIgnore, command, device, string} = states;
const esc: Range = [0x1B, 0x1B];

for (const state of Object.values(states)) {
	on(state, [0, 0xFF], [actions.none, state]);
}

for (const state of [escape, escapeIntermediate, sequenceEntry, sequenceParameter, sequenceIntermediate, sequenceIgnore]) {
	on(state, [0, 0x1F], [actions.execute, state]);
	on(state, [0x80, 0xFF], [actions.again, ground]);
}

on(escape, [0x20, 0x2F], [actions.collect, escapeIntermediate]);
on(escape, [0x30, 0x7E], [actions.escape, ground]);
on(escape, [0x5B, 0x5B], [actions.clear, sequenceEntry]);
on(escape, [0x5D, 0x5D], [actions.start, command]);
on(escape, [0x50, 0x50], [actions.start, device]);
for (const introducer of [0x58, 0x5E, 0x5F]) {
	on(escape, [introducer, introducer], [actions.start, string]);
}

on(escapeIntermediate, [0x20, 0x2F], [actions.collect, escapeIntermediate]);
on(escapeIntermediate, [0x30, 0x7E], [actions.escape, ground]);

on(sequenceEntry, [0x3C, 0x3F], [actions.prefix, sequenceParameter]);
for (const state of [sequenceEntry, sequenceParameter]) {
	on(state, [0x30, 0x39], [actions.digit, sequenceParameter]);
	on(state, [0x3A, 0x3B], [actions.separator, sequenceParameter]);
	on(state, [0x20, 0x2F], [actions.collect, sequenceIntermediate]);
	on(state, [0x40, 0x7E], [actions.sequence, ground]);
}

on(sequenceParameter, [0x3C, 0x3F], [actions.none, sequenceIgnore]);
on(sequenceIntermediate, [0x20, 0x2F], [actions.collect, sequenceIntermediate]);
on(sequenceIntermediate, [0x30, 0x3F], [actions.none, sequenceIgnore]);
on(sequenceIntermediate, [0x40, 0x7E], [actions.sequence, ground]);
on(sequenceIgnore, [0x40, 0x7E], [actions.dropped, ground]);

for (const state of [command, device]) {
	on(state, [0x20, 0xFF], [actions.put, state]);
}

on(device, [0, 0x1F], [actions.put, device]);
on(command, [0x07, 0x07], [actions.finish, ground]);

for (const state of Object.values(states)) {
	if (state === ground) {
		continue;
	}

	// CAN and SUB end everything.
	on(state, [0x18, 0x18], [actions.none, ground]);
	on(state, [0x1A, 0x1A], [actions.none, ground]);
	on(state, esc, [actions.clear, escape]);
}

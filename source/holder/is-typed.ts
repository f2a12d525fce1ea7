import {Buffer} from 'node:buffer';

// Longer than any report: a paste is not looked at.
const longest = 40;

/*
What says where the mouse is with no button held, in each encoding of mouse reports: 35, and 4, 8 and 16 more for the keys that are held with it;
32 more in all but SGR's. And what says that the program got the focus or lost it.
*/
const reports = /^\u{1B}\[(?:[IO]|<(?:35|39|43|47|51|55|59|63);\d+;\d+M|(?:67|71|75|79|83|87|91|95);\d+;\d+M|M[CGKOSW\[_].{2,4})$/sv;

/** Whether the person did something in what a client sent: a key, a paste, a button or the wheel. The place of the mouse and the focus are told also of who only passes by. */
export const isTyped = (bytes: Uint8Array): boolean => bytes.length > 0 && (bytes[0] !== 0x1B || bytes.length > longest || !reports.test(Buffer.from(bytes).toString('latin1')));

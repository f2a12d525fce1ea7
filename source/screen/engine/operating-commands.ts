import {safeLine} from '../../base/safe-text.js';
import {decodeBase64} from '../base64.js';
import {linkAddress} from '../link-address.js';
import {defaultColor, palette, resetDefaultColor, resetPalette} from './color-commands.js';
import type {Machine} from './machine.js';

// The protocol of program status says 4,096; titles and links need less.
const longest = 4096;
// What is to be copied may be longer: 64 KiB of text.
const clipboardLimit = 64 * 1024;

const decoder = new TextDecoder();

/** What an OSC does with the text behind its number, which is freed of control characters. */
export type OperatingCommand = (machine: Machine, data: string) => void;

const setTitle: OperatingCommand = ({titles}, data) => {
	titles.set(safeLine(data, 200));
};

const link: OperatingCommand = ({terminal, styles}, data) => {
	terminal.pen.link = styles.linkNumber(linkAddress(data));
	terminal.pen.changed();
};

const folder: OperatingCommand = (machine, data) => {
	const path = /^file:\/\/[^\/]*(?<path>\/.*)$/v.exec(data)?.groups?.['path'];
	if (path !== undefined) {
		machine.folder = safeLine(decodePath(path), 1000);
	}
};

/** Reading is never answered; what is written goes to whoever may allow it. */
const clipboard: OperatingCommand = ({events}, data) => {
	const content = /^[0-7cps]*;(?<content>[\d+\/A-Za-z]{1,90000}={0,2})$/v.exec(data)?.groups?.['content'];
	const bytes = content === undefined ? undefined : decodeBase64(content);
	if (bytes !== undefined && bytes.length <= clipboardLimit) {
		events.emit({type: 'clipboard', text: decoder.decode(bytes)});
	}
};

const notify = ({events}: Machine, title: string, text: string) => {
	events.emit({type: 'notification', title: safeLine(title, 120), text: safeLine(text, 300)});
};

const notification: OperatingCommand = (machine, data) => {
	// `OSC 9 ; 4 ; …` is a progress bar and no news.
	if (!/^\d+(?:;|$)/v.test(data)) {
		notify(machine, '', data);
	}
};

const titledNotification: OperatingCommand = (machine, data) => {
	const [kind, title = '', ...text] = data.split(';');
	if (kind === 'notify') {
		notify(machine, title, text.join(';'));
	}
};

/** The prompt of a shell: the command that worked has ended. */
const prompt: OperatingCommand = ({reports, reported}, data) => {
	if (!data.startsWith('A')) {
		return;
	}

	reports.settle();
	reported.emit();
};

const programStatus: OperatingCommand = ({reports, reported, replies}, data) => {
	if (data === '?') {
		replies.send('\u{1B}]7501;?\u{1B}\\');
	} else if (reports.take(data)) {
		reported.emit();
	}
};

/** Fonts, files, icons, and all else that is not here end without effect. */
const known = new Map<number, OperatingCommand>([
	[0, setTitle],
	[2, setTitle],
	[4, palette],
	[7, folder],
	[8, link],
	[9, notification],
	[10, defaultColor(10)],
	[11, defaultColor(11)],
	[12, defaultColor(12)],
	[52, clipboard],
	[104, resetPalette],
	[110, resetDefaultColor(110)],
	[111, resetDefaultColor(111)],
	[112, resetDefaultColor(112)],
	[133, prompt],
	[777, titledNotification],
	[7501, programStatus],
]);

/** Carries out an OSC. */
export function operate(machine: Machine, bytes: Uint8Array): void {
	machine.terminal.join = 0;
	let number = 0;
	let at = 0;
	while (at < bytes.length && at < 4 && bytes[at]! >= 0x30 && bytes[at]! <= 0x39) {
		number = (number * 10) + bytes[at]! - 0x30;
		at++;
	}

	const command = known.get(number);
	if (command === undefined || at === 0 || (at < bytes.length && bytes[at] !== 0x3B) || (number !== 52 && bytes.length > longest)) {
		return;
	}

	command(machine, decoder.decode(bytes.subarray(at + 1)).replaceAll(/\p{Control}/gv, ''));
}

function decodePath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

import {safeLine} from '../base/safe-text.js';

const lengthLimit = 2048;

/** The address that a command (OSC 8) opens, behind its parameters: of the web only. Empty when it closes one, or opens one that is not kept. */
export function linkAddress(data: string): string {
	const address = data.slice(data.indexOf(';') + 1);
	return address.length <= lengthLimit && /^https?:\/\/[\u{21}-\u{7E}]+$/v.test(address) ? safeLine(address, lengthLimit) : '';
}

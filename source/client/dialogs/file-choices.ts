import Fuse from 'fuse.js';
import type {EditDialog} from './state.js';

/** The files of the inputs that match what was typed, best first. */
export function fileChoices({files, input}: EditDialog): Array<{text: string; id: string}> {
	const choices = files.map(({file, words}) => ({text: words, id: file}));
	return input.text.trim() === '' ? choices : new Fuse(choices, {keys: ['text', 'id'], threshold: 0.4}).search(input.text).map(({item}) => item);
}

import Fuse from 'fuse.js';
import type {EditDialog, OpenDialog} from './state.js';

type Named = {text: string; id: string};

/** The files of the inputs that match what was typed, best first. */
export const fileChoices = ({files, input}: EditDialog): Named[] => matching(files.map(({file, words}) => ({text: words, id: file})), input.text);

/** The agents that match what was typed; `text` is the name, `id` its program. */
export const agentChoices = ({agents, input}: OpenDialog): Named[] => matching(agents.map(({id, program}) => ({text: id, id: program})), input.text);

const matching = (choices: Named[], typed: string): Named[] => typed.trim() === '' ? choices : new Fuse(choices, {keys: ['text', 'id'], threshold: 0.4}).search(typed).map(({item}) => item);

import type {Binding} from '../../bindings/binding.js';
import {listKeys} from '../list-keys.js';

export const taskKeys: Binding[] = [
	...listKeys('task'),
	{id: 'task-next-run', context: 'task', keys: [']'], words: 'go to the next run', hint: 'next run', rank: 12, run: () => ({action: {type: 'mark', panel: 'task', by: 1}})},
	{id: 'task-previous-run', context: 'task', keys: ['['], words: 'go to the previous run', run: () => ({action: {type: 'mark', panel: 'task', by: -1}})},
];

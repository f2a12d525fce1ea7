import {actOn, shortWords} from '../../bindings/about-inbox.js';
import type {Binding} from '../../bindings/binding.js';
import {currentItem} from '../../floor/current.js';
import {listKeys} from '../list-keys.js';

export const inboxKeys: Binding[] = [
	...listKeys('inbox'),
	{
		id: 'inbox-open', context: 'inbox', keys: ['enter'], words: 'do what the item asks', rank: 10,
		hint: model => shortWords(currentItem(model)),
		off: model => currentItem(model) === undefined ? 'Nobody needs you.' : undefined,
		run: model => actOn(model, currentItem(model)),
	},
	{
		id: 'inbox-dismiss', context: 'inbox', keys: ['D'], words: 'dismiss the item', hint: 'dismiss', rank: 15,
		off: model => currentItem(model)?.actions.includes('dismiss') === true ? undefined : 'It cannot be dismissed: it waits for a decision.',
		run: model => ({effects: [{type: 'request', name: 'inbox.dismiss', params: {item: currentItem(model)!.id}}]}),
	},
];

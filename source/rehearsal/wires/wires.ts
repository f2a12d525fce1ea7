import type {SpokenWire} from '../heard.js';
import {anthropic} from './anthropic.js';
import {chat} from './chat.js';
import {gemini} from './gemini.js';
import {responses} from './responses.js';
import type {Wire} from './wire.js';

export const wires: Record<SpokenWire, Wire> = {
	anthropic,
	'openai-responses': responses,
	'openai-chat': chat,
	gemini,
};

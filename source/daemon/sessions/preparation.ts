import type {Brief} from '../../protocol/exchange.js';
import type {Size} from '../../protocol/holder.js';

/** Everything that a session is started with. Made again and not kept: what must last is in the record. */
export type Preparation = {
	argv: string[];
	cwd: string;
	environment: Record<string, string>;
	/** Absolute path → text, written with mode 0600 before the start. */
	files?: Record<string, string>;
	/** Of an agent that works by the exchange folder. */
	brief?: Brief;
	/** To be typed once the program is quiet. */
	typePrompt?: string;
	/** That it will be shown in, where that is known. */
	size?: Size;
	historyLines: number;
	socket: string;
};

import type {Terminal} from '@xterm/headless';
import {Emitter} from '../base/emitter.js';
import {safeLine} from '../base/safe-text.js';
import {ProgramReports} from '../screen/program-state.js';
import {Replies} from '../screen/replies.js';
import {answerQueries} from './xterm-answers.js';
import {coreOf} from './xterm-internals.js';
import {XtermLinks} from './xterm-links.js';

/** What a program says beside its text: its title, links, the end of its command, its own state, and its questions. */
export class XtermCommands {
	readonly titled = new Emitter<void>();
	readonly reported = new Emitter<void>();
	readonly replies: Replies;
	readonly links = new XtermLinks();
	readonly reports = new ProgramReports();
	#title = '';

	constructor(terminal: Terminal, {isTested}: {isTested: boolean}) {
		this.replies = new Replies({isTested});
		const core = coreOf(terminal);
		answerQueries(terminal, this.replies);
		const {parser} = terminal;
		terminal.onTitleChange(title => {
			this.#title = safeLine(title, 200);
			this.titled.emit();
		});
		parser.registerOscHandler(8, data => {
			const attributes = core._inputHandler._curAttrData;
			attributes.extended = attributes.extended.clone();
			attributes.extended.urlId = this.links.open(data);
			attributes.updateExtended();
			return true;
		});
		parser.registerOscHandler(133, data => {
			if (data.startsWith('A')) {
				this.settle();
			}

			return true;
		});
		parser.registerOscHandler(7501, data => {
			if (data === '?') {
				this.replies.send('\u{1B}]7501;?\u{1B}\\');
			} else if (this.reports.take(data)) {
				this.reported.emit();
			}

			return true;
		});
	}

	/** OSC 0 and 2, freed of control characters. */
	get title(): string {
		return this.#title;
	}

	/** The command that worked has ended. */
	settle(): void {
		this.reports.settle();
		this.reported.emit();
	}
}

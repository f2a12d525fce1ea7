import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {within} from '../../../source/base/guard.js';
import {connectHolder} from '../../../source/link/holder.js';
import type {HolderLink} from '../../../source/link/holder-link.js';
import {readToken} from '../../../source/link/token.js';
import type {Size} from '../../../source/screen/grid.js';
import {Pty} from '../../client/pty.js';
import type {Follower} from '../../holder/drive.js';
import {makeCrew, type Crew} from '../../support/crew.js';
import {program} from '../../support/home.js';
import type {Lifetime} from '../../support/lifetime.js';
import {hasSecureShell, startSecureShell, type SecureShell} from '../../support/secure-shell.js';
import {mustHold} from '../soak.js';
import {direct, performer, type Performer} from '../stage/director.js';
import {findDifference} from '../stage/region.js';
import type {Way} from './ways.js';

// Lines a second of the counter, and of one that floods.
const [usualRate, floodRate] = [400, 200_000];
// Milliseconds that the counter may be kept from printing: what a busy machine does by itself is far less than what a client that is waited for would.
const longestGap = 5000;
const patience = 120_000;

/** A program that counts, and the ways to look at it. */
export class Scene {
	readonly crew: Crew;
	/** Undefined where there is no sshd. */
	readonly shell: SecureShell | undefined;
	readonly #life: Lifetime;
	readonly #actor: Performer;
	readonly #holder: Follower;
	readonly #link: HolderLink;
	/** The last line that was checked. */
	#checked = 0;
	#rate = usualRate;

	private constructor({life, crew, shell, actor, holder, link}: {life: Lifetime; crew: Crew; shell: SecureShell | undefined; actor: Performer; holder: Follower; link: HolderLink}) {
		this.#life = life;
		this.crew = crew;
		this.shell = shell;
		this.#actor = actor;
		this.#holder = holder;
		this.#link = link;
	}

	static async set(life: Lifetime): Promise<Scene> {
		const shell = hasSecureShell() ? await startSecureShell(life) : undefined;
		const crew = await makeCrew(life, {performer}, {historyLines: 1_000_000});
		const actor = await direct(life, crew);
		const link = await connectHolder({socket: actor.session.socket!, token: await readToken(crew.paths), version: 'soak', role: 'client'});
		life.teardown(() => {
			link.close();
		});
		return new Scene({life, crew, shell, actor, link, holder: await crew.follow(actor.session)});
	}

	/** The session in front of a person who types into it. */
	async open(through: Way['through'], size: Size): Promise<Pty> {
		const {environment, repository: cwd} = this.crew;
		const client = [process.execPath, program(), 'attach', String(this.#actor.session.number)];
		const argv = {
			nothing: client,
			terminal: [process.execPath, fileURLToPath(import.meta.resolve('./terminal.js')), ...client],
			ssh: this.shell?.command(client, {cwd, environment}) ?? client,
		}[through];
		const pty = new Pty(this.#life, {argv, size, environment, cwd, patience});
		await pty.untilShows('leave');
		pty.type('\r');
		await pty.untilShows('typing into');
		return pty;
	}

	async go(): Promise<void> {
		await this.#actor.order({do: 'count', rate: this.#rate});
	}

	/** From now on it prints as much as is taken. */
	async flood(): Promise<void> {
		this.#rate = floodRate;
		await this.go();
		await this.count(floodRate / 100);
		this.#rate = usualRate;
	}

	/** Resolves when its holder has so many more lines than now. */
	async count(lines: number): Promise<void> {
		const wanted = lastLine(this.#holder.text) + lines;
		await this.#holder.until(text => lastLine(text) >= wanted);
	}

	/** Lets the counter rest, looks whether the terminal shows what the holder has, and lets it go on. */
	async looksRight(pty: Pty): Promise<void> {
		await this.#rest();
		await this.#isShown(pty);
		await this.go();
	}

	/** Leaves with the keys for it; the terminal is as it was. */
	async leave(pty: Pty): Promise<void> {
		pty.type('\u{1D}d');
		const {exitCode} = await pty.end();
		mustHold(exitCode === 0, `A client that was left ended with ${exitCode}.`);
	}

	/** Lets the counter rest, and looks whether it was kept waiting and whether each of its lines is kept. */
	async checkLines(): Promise<number> {
		const last = await this.#rest();
		const text = await this.#link.text(last - this.#checked);
		const expected = Array.from({length: last - this.#checked}, (_, index) => `line ${this.#checked + index + 1}`).join('\n');
		mustHold(text === expected, () => `From line ${this.#checked + 1} to line ${last} not all is in the history: ${text.slice(0, 200)} …`);
		this.#checked = last;
		return last;
	}

	async #rest(): Promise<number> {
		const {last, gap} = await this.#actor.order({do: 'still'});
		mustHold(gap < longestGap, `The program could not print for ${gap.toFixed(0)} ms.`);
		await this.#holder.until(text => lastLine(text) === last);
		return last;
	}

	async #isShown(pty: Pty): Promise<void> {
		const difference = () => findDifference(pty.emulator, this.#holder.screen);
		await within(patience, pty.until(() => difference() === undefined, 'what its holder has'), () => new Error(`The screen is not right: ${difference() ?? 'too late for no difference'}.\n${pty.screen}`));
	}
}

const lastLine = (text: string): number => Number(/line (?<number>\d+)\s*$/v.exec(text)?.groups!['number'] ?? 0);

import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {packageVersion} from '../../source/base/package-root.js';
import {connectHolder} from '../../source/link/holder.js';
import {readToken} from '../../source/link/token.js';
import type {SessionView} from '../../source/protocol/session.js';
import {Follower} from '../holder/drive.js';
import {makeHome, type Home} from './home.js';
import type {Lifetime} from './lifetime.js';
import {makeRepository} from './small-repository.js';

/** A home with sessions that were opened by hand: programs of the journey's own, each declared as an agent in config.yaml, beside whatever else it is given. */
export type Crew = Home & {
	project: string;
	/** Opens a session of the agent with that name, and resolves when its program runs. */
	start: (agent: string, prompt?: string) => Promise<SessionView>;
	/** What the holder of a session has on its screen, row by row. */
	follow: (session: SessionView) => Promise<Follower>;
};

export async function makeCrew(t: Lifetime, programs: Record<string, string>, {agents, ...config}: {agents?: Record<string, unknown>} & Record<string, unknown> = {}): Promise<Crew> {
	const home = await makeHome(t, {
		config: {
			...config,
			agents: {...agents, ...Object.fromEntries(Object.keys(programs).map(name => [name, {
				command: process.execPath,
				// eslint-disable-next-line unicorn/no-incorrect-template-string-interpolation -- The braces are a placeholder of the adapter.
				interactive: {arguments: [`{checkout}/../agents/${name}.cjs`, '{prompt}'], ends: 'exit'},
			}]))},
		},
	});
	const folder = path.join(home.folder, 'agents');
	await mkdir(folder);
	for (const [name, text] of Object.entries(programs)) {
		await writeFile(path.join(folder, `${name}.cjs`), text);
	}

	await makeRepository(home.repository);
	const daemon = await home.link();
	const {gates} = await daemon.request('project.propose', {path: home.repository});
	const {id: project} = await daemon.request('project.init', {path: home.repository, gates});
	const connect = async ({socket}: SessionView) => {
		const link = await connectHolder({socket: socket!, token: await readToken(home.paths), version: packageVersion(), role: 'client'});
		t.teardown(() => {
			link.close();
		});
		return link;
	};

	return {
		...home, project,
		async start(agent, prompt = '') {
			const opened = Promise.withResolvers<SessionView>();
			const {id} = await daemon.request('session.open', {project, agent, prompt});
			const look = async () => {
				const session = (await daemon.request('session.list', {project})).find(other => other.id === id);
				if (session !== undefined && session.state !== 'starting') {
					opened.resolve(session);
				}
			};

			const stop = daemon.changed.on(() => {
				void look();
			});
			await look();
			const session = await opened.promise;
			stop();
			return session;
		},
		follow: async session => new Follower(await connect(session)),
	};
}

/** Prints in hexadecimal what is typed into it, a line for each read; its prompt is printed first, as a JSON string. */
export const echoInHex = `
process.stdin.setRawMode(true);
process.stdout.write(JSON.parse(process.argv[2] || '""') + 'ready\\r\\n');
process.stdin.on('data', data => process.stdout.write('<' + data.toString('hex') + '>\\r\\n'));
`;

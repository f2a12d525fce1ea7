import type {Log} from '../../base/log.js';
import type {Config} from '../../config/schema.js';
import {startRehearsal} from '../../rehearsal/rehearsal.js';
import {createBudget, type Budget} from '../gateway/budget.js';
import {startGateway} from '../gateway/gateway.js';
import type {Gateway} from '../gateway/gateway-types.js';
import type {Grant} from '../gateway/grant.js';
import type {LedgerRecord, LedgerStore} from '../gateway/ledger.js';
import {openMeter, type Meter} from '../gateway/meter.js';
import type {Journal, Store} from '../store/types.js';
import type {Provider} from './provider.js';
import {loadProviders} from './providers.js';

export type Models = {
	gateway: Gateway;
	meter: Meter;
	budget: Budget;
	providers: () => readonly Provider[];
	/** The script, when every model's words come from a rehearsal. */
	rehearsalScript: string | undefined;
	/** The port of the daemon before is taken: agents that run do not find the gateway any more. */
	isMoved: boolean;
	close(): Promise<void>;
};

/** The way to every model: the providers, the gateway before them, the meter and the budget; in a rehearsal, the server too. */
export async function openModels({environment, config, store, log}: {environment: Readonly<Record<string, string | undefined>>; config: Config; store: Store; log: Log}): Promise<Models> {
	const rehearsalScript = environment['MILLWRIGHT_REHEARSAL'] === '' ? undefined : environment['MILLWRIGHT_REHEARSAL'];
	const rehearsal = rehearsalScript === undefined
		? undefined
		: await startRehearsal({script: rehearsalScript, log(line) {
			log.info(line);
		}});
	const providers = loadProviders({config: config.providers, environment, ...(rehearsal === undefined ? {} : {rehearsal: rehearsal.address})});
	const meter = await openMeter({store: ledgerStore(store.ledger)});
	const budget = createBudget({meter, limitOf: project => store.projects.get(project)?.budget ?? config.budgets.day ?? undefined});
	const {gatewayPort} = store.settings.get();
	const gateway = await startGateway({
		...(gatewayPort === null ? {} : {port: gatewayPort}),
		providers,
		grants: openGrants(store),
		admit: budget.admit,
		record: async record => meter.record(record),
		log(line) {
			log.info(line);
		},
	});
	if (gateway.port !== gatewayPort) {
		await store.settings.update(draft => {
			draft.gatewayPort = gateway.port;
		});
	}

	return {
		gateway,
		meter,
		budget,
		providers: () => providers,
		rehearsalScript,
		isMoved: gatewayPort !== null && gateway.port !== gatewayPort,
		async close() {
			budget.close();
			await gateway.close();
			await rehearsal?.close();
		},
	};
}

/** The leaves of sessions that still run: their agents go on calling. */
const openGrants = (store: Store): Grant[] => store.sessions.all().flatMap(session => session.endedAt === undefined && session.grant !== undefined ? [session.grant as Grant] : []);

/** The ledger's journal as the meter reads it. */
const ledgerStore = (journal: Journal): LedgerStore => ({
	async append(record) {
		await journal.append(record);
	},
	async * read() {
		for (const {record} of await journal.read()) {
			yield record as LedgerRecord;
		}
	},
});

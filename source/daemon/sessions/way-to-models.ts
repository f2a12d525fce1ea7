import type {Session} from '../../../state/session.js';
import type {Adapter, LaunchRequest} from '../agents/adapter.js';
import {chooseModel} from '../models/choose-model.js';
import type {Parts} from '../pipeline/parts.js';

type Way = {launch: Pick<LaunchRequest, 'model' | 'baseUrl' | 'wire' | 'token'>; record: Pick<Session, 'model' | 'provider' | 'grant'>};

/** An agent that can be pointed to no gateway needs no provider, and gets no leave. */
export async function wayToModels({gateway, providers, config}: Parts, {adapter, id, project}: {adapter: Adapter; id: string; project: string}): Promise<Way> {
	if (adapter.wires.length === 0) {
		return {launch: {model: '', baseUrl: '', wire: 'anthropic', token: ''}, record: {}};
	}

	const {provider, model, wire} = await chooseModel({role: 'builder', kind: 'builder', wires: adapter.wires, providers: providers(), roles: config.roles});
	const grant = gateway.grant({session: id, project, role: 'by hand', provider});
	return {launch: {model, wire, baseUrl: gateway.baseUrl(grant, wire), token: grant.token}, record: {model, provider, grant: {...grant, model}}};
}

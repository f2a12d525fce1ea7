import {once} from 'node:events';
import {createServer, request as httpRequest} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {ExecutionContext} from 'ava';

export type Forwarder = {address: string; headers: Record<string, string>};

/** What the gateway does for a rehearsal, and no more: passes every request on and says in headers who asks. */
export async function forwardTo(t: ExecutionContext, upstream: string, headers: Record<string, string> = {}): Promise<Forwarder> {
	const forwarder: Forwarder = {address: '', headers};
	const server = createServer((request, response) => {
		const onward = httpRequest(`${upstream}${request.url ?? '/'}`, {method: request.method ?? 'GET', headers: {...request.headers, ...forwarder.headers}}, answer => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
			answer.on('error', () => {
				response.destroy();
			});
		});
		onward.on('error', () => {
			response.destroy();
		});
		request.pipe(onward);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		server.closeAllConnections();
	});
	forwarder.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return forwarder;
}

import {watch} from 'node:fs';

type Wanted<Content> = {
	folder: string;
	name: string;
	signal: AbortSignal;
	/** Reads the file; undefined while it is not there, or not the one that is waited for. */
	read: () => Promise<Content | undefined>;
};

/** Resolves with a file's content once it stands in the folder, without asking for it again and again. */
export async function fileAppears<Content>({folder, name, signal, read}: Wanted<Content>): Promise<Content> {
	signal.throwIfAborted();
	const {promise, resolve, reject} = Promise.withResolvers<Content>();
	const look = async () => {
		try {
			const content = await read();
			if (content !== undefined) {
				resolve(content);
			}
		} catch (error) {
			reject(error);
		}
	};

	// Watching begins before the first look: what comes between the two is seen by one of them.

	const watcher = watch(folder, (_event, changed) => {
		if (changed === null || changed === name) {
			void look();
		}
	});
	watcher.on('error', reject);
	const stop = () => {
		reject(signal.reason as Error);
	};

	signal.addEventListener('abort', stop, {once: true});
	try {
		await look();
		return await promise;
	} finally {
		signal.removeEventListener('abort', stop);
		watcher.close();
	}
}

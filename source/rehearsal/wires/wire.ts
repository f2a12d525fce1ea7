import type {Heard, Loose, Read} from '../heard.js';
import type {Chunk, Reply} from '../reply.js';

/** One API: how its request is read and how an answer is put into its words. */
export type Wire = {
	read: (body: Loose, path: string) => Read;
	/** The body of an answer that is not streamed. */
	whole: (reply: Reply, heard: Heard) => unknown;
	/** The events of one that is, in order; data that is a string is sent as it is. */
	events: (reply: Reply, heard: Heard) => Iterable<Chunk>;
	/** The body of an error. */
	error: (error: {status: number; type?: string; message: string}) => unknown;
};

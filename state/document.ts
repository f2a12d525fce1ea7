import type {z} from 'zod';

/** Turns the data of one version into that of the next; pure, and never thrown away once released. */
export type Migration = (data: unknown) => unknown;

/** What a kind of document looks like now, and how every older one becomes that. */
export type DocumentFormat<T> = {
	readonly name: string;
	/** The current version, from 1. */
	readonly version: number;
	readonly schema: z.ZodType<T>;
	/** By the version that each starts from: `migrations[1]` makes version 2 of version 1. */
	readonly migrations: Readonly<Record<number, Migration>>;
	/** Brings data of `version` up to date and checks it. Throws when it does not fit; never called with a newer version. */
	readonly parse: (version: number, data: unknown) => T;
};

/** Declares a document. A missing migration is a mistake of ours and throws at once. */
export function defineDocument<T>(document: {name: string; version: number; schema: z.ZodType<T>; migrations: Record<number, Migration>}): DocumentFormat<T> {
	for (let version = 1; version < document.version; version++) {
		if (document.migrations[version] === undefined) {
			throw new Error(`The document ${document.name} has version ${document.version} and no migration from version ${version}.`);
		}
	}

	return {...document, parse: (version, data) => document.schema.parse(migrate(document, version, data))};
}

function migrate(document: {name: string; version: number; migrations: Record<number, Migration>}, from: number, data: unknown): unknown {
	if (!Number.isSafeInteger(from) || from < 1 || from > document.version) {
		throw new RangeError(`The document ${document.name} knows the versions 1 to ${document.version}, and ${from} was given.`);
	}

	let current = data;
	for (let version = from; version < document.version; version++) {
		current = document.migrations[version]!(current);
	}

	return current;
}

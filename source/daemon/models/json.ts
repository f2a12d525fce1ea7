/** A JSON value of somebody else's, looked into without trust: what is missing or of another type reads as undefined, 0 or nothing. */
export type Json = Record<string, unknown>;

export const asObject = (value: unknown): Json | undefined =>
	(typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : undefined);

/** The object at that key, or an empty one. */
export const objectAt = (value: Json | undefined, key: string): Json => asObject(value?.[key]) ?? {};

export const listAt = (value: Json | undefined, key: string): Json[] => {
	const list = value?.[key];
	return Array.isArray(list) ? list.map(item => asObject(item) ?? {}) : [];
};

export const textAt = (value: Json | undefined, key: string): string | undefined => {
	const text = value?.[key];
	return typeof text === 'string' ? text : undefined;
};

/** A count: a finite number of at least 0, rounded; anything else is 0. */
export const countAt = (value: Json | undefined, key: string): number => {
	const number = value?.[key];
	return typeof number === 'number' && Number.isFinite(number) && number > 0 ? Math.round(number) : 0;
};

export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

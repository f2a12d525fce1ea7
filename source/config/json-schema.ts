import {z} from 'zod';
import {configSchema} from './schema.js';

export type JsonSchema = {
	type?: string;
	properties?: Record<string, JsonSchema>;
	additionalProperties?: JsonSchema | boolean;
	anyOf?: JsonSchema[];
	[key: string]: unknown;
};

/** The JSON Schema of config.yaml, for editors: what docs/config.schema.json holds. */
export function configJsonSchema(): JsonSchema {
	return {...z.toJSONSchema(configSchema, {io: 'input'}) as JsonSchema, title: 'Millwright config.yaml'};
}

/** The keys that may stand at a place of the configuration. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
	let places: JsonSchema[] = [configJsonSchema()];
	for (const key of path) {
		places = places.flatMap(place => [place, ...place.anyOf ?? []]).flatMap(place => {
			const next = place.properties?.[String(key)] ?? place.additionalProperties;
			return typeof next === 'object' ? [next] : [];
		});
	}

	return places.flatMap(place => [place, ...place.anyOf ?? []]).flatMap(place => Object.keys(place.properties ?? {}));
}

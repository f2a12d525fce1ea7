import {z} from 'zod';
import {defineDocument} from './document.js';

/** What Millwright remembers for itself, over all projects. What the person decides is in config.yaml. */
const settings = z.looseObject({
	/** The port that the gateway bound last: bound again after a crash, because running agents call it. */
	gatewayPort: z.number().int().min(1).max(65_535).nullable().default(null),
});
export type Settings = z.infer<typeof settings>;

export const settingsDocument = defineDocument<Settings>({name: 'settings', version: 1, schema: settings, migrations: {}});

export const defaultSettings = (): Settings => settings.parse({});

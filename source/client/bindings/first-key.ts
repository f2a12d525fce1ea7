import type {ClientModel} from '../floor/model.js';

/** The key to name when a sentence tells the person what to press. */
export const firstKey = (model: ClientModel, id: string): string => model.keys.keys[id]?.[0] ?? '';

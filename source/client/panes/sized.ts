import type {Sized} from '../../link/holder-link.js';
import type {Size} from '../../protocol/holder.js';

/** Why a session has another size than its pane. */
export const reasons: Record<Sized['by'], string> = {latest: 'set by another client', largest: 'of the largest client', smallest: 'of the smallest client', fixed: 'fixed by config.yaml'};

export const isSame = (one: Size | undefined, other: Size | undefined): boolean => one?.cols === other?.cols && one?.rows === other?.rows;

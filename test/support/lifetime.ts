import type {ExecutionContext} from 'ava';

/** What lasts as long as a test, or as a script that takes care of the same: its end is told to whatever was begun for it. */
export type Lifetime = Pick<ExecutionContext, 'teardown'>;

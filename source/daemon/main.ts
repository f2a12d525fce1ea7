import process from 'node:process';
import {createFactory} from './factory.js';
import {runDaemon} from './run.js';

await runDaemon(createFactory);
// Whatever still listens or waits: the state is closed and the lock is free.
process.exit();

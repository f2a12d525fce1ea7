import process from 'node:process';
import {runDaemon} from '../../source/daemon/run.js';
import {createFactory} from './minimal-factory.js';

await runDaemon(createFactory);
process.exit();

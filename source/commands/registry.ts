import type {CommandRecord} from './command.js';
import {judgementRecords} from './records/judgement.js';
import {learningRecords} from './records/learning.js';
import {floorRecords, programRecords} from './records/program.js';
import {queueRecords} from './records/queue.js';

/** Every command, in the order of the help. */
export const registry: readonly CommandRecord[] = [
	...floorRecords,
	...queueRecords,
	...judgementRecords,
	...learningRecords,
	...programRecords,
];

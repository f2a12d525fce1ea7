import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {z} from 'zod';
import {writeDurably} from '../../base/durable-file.js';
import {answer, question, result, type Answer, type Brief, type Question, type Result} from '../../protocol/exchange.js';
import type {HolderRecord, HolderSpec, SessionExit} from '../../protocol/holder.js';

/*
The daemon's side of a session's folder. What an agent wrote there is its word and no more: it is checked, and what does
not fit is treated as not written.
*/

export const writeBrief = async (folder: string, brief: Brief): Promise<void> => writeJson(folder, 'brief.json', brief);
export const writeSpec = async (folder: string, spec: HolderSpec): Promise<void> => writeJson(folder, 'spec.json', spec);
export const writeAnswer = async (folder: string, text: Answer): Promise<void> => writeJson(folder, 'answer.json', text);
export const writeResume = async (folder: string): Promise<void> => writeJson(folder, 'resume.json', {at: Date.now()});

export const readQuestion = async (folder: string): Promise<Question | undefined> => readChecked(folder, 'question.json', question);
export const readAnswer = async (folder: string): Promise<Answer | undefined> => readChecked(folder, 'answer.json', answer);
export const readResult = async (folder: string): Promise<Result | undefined> => readChecked(folder, 'result.json', result);

export const readHolderRecord = async (folder: string): Promise<HolderRecord | undefined> => await readJson(folder, 'holder.json') as HolderRecord | undefined;
export const readExit = async (folder: string): Promise<SessionExit | undefined> => await readJson(folder, 'exit.json') as SessionExit | undefined;

async function writeJson(folder: string, name: string, value: unknown): Promise<void> {
	await writeDurably(path.join(folder, name), `${JSON.stringify(value, undefined, '\t')}\n`);
}

async function readChecked<Schema extends z.ZodType>(folder: string, name: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
	return schema.safeParse(await readJson(folder, name)).data;
}

async function readJson(folder: string, name: string): Promise<unknown> {
	try {
		return JSON.parse(await readFile(path.join(folder, name), 'utf8')) as unknown;
	} catch {
		return undefined;
	}
}

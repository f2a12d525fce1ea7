import path from 'node:path';
import {projectDocument, type Project} from '../../../state/project.js';
import {runDocument, type Run} from '../../../state/run.js';
import {sessionDocument, type Session} from '../../../state/session.js';
import {defaultSettings, settingsDocument, type Settings} from '../../../state/settings.js';
import {taskDocument, taskKey, type Task} from '../../../state/task.js';
import {DocumentFolder} from './collection.js';
import type {Health} from './health.js';
import {SingleDocument} from './single.js';
import type {DamagedFile} from './types.js';

export type Documents = {
	settings: SingleDocument<Settings>;
	projects: DocumentFolder<Project>;
	tasks: DocumentFolder<Task>;
	runs: DocumentFolder<Run>;
	sessions: DocumentFolder<Session>;
};

/** Every kind of document that is kept, not loaded yet. */
export function openDocuments(folder: string, shared: {health: Health; report: (file: DamagedFile) => void}): Documents {
	const settings = new SingleDocument({file: path.join(folder, 'settings.json'), format: settingsDocument, fallback: defaultSettings(), ...shared});
	const projects = new DocumentFolder<Project>({folder: path.join(folder, 'projects'), format: projectDocument, keyOf: project => project.id, ...shared});
	const tasks = new DocumentFolder<Task>({folder: path.join(folder, 'tasks'), format: taskDocument, keyOf: taskKey, ...shared});
	const runs = new DocumentFolder<Run>({folder: path.join(folder, 'runs'), format: runDocument, keyOf: run => run.id, ...shared});
	const sessions = new DocumentFolder<Session>({folder: path.join(folder, 'sessions'), format: sessionDocument, keyOf: session => session.id, ...shared});
	return {settings, projects, tasks, runs, sessions};
}

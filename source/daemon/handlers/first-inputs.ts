import type {Paths} from '../../base/paths.js';
import type {ParsedParams} from '../../protocol/control.js';
import {defaultInputs} from '../pipeline/default-inputs.js';
import {inputsFolder} from '../pipeline/project-rooms.js';

/** What the inputs branch of a new project begins with. */
export const firstInputs = (paths: Paths, {id, name, params}: {id: string; name: string; params: ParsedParams<'project.init'>}): {path: string; files: Record<string, string>; cause: string} => ({
	path: inputsFolder(paths, id),
	files: defaultInputs({...(params.attempts === undefined ? {} : {attempts: params.attempts}), ...(params.agent === undefined ? {} : {agent: params.agent})}),
	cause: `begin the inputs of ${name}`,
});

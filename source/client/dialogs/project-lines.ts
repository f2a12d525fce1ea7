import type {ClientModel} from '../floor/model.js';
import {plain, span, type Line} from '../theme/line.js';

/** Which project it is for, and how to choose another; nothing while there is but one. */
export function projectLines({floor}: ClientModel, {projects, project}: {projects: string[]; project: number}): Line[] {
	if (projects.length < 2) {
		return [];
	}

	const names = projects.map(id => plain(floor.projects.find(candidate => candidate.id === id)?.name ?? id, 30));
	return [[span('in ', 'dim'), ...names.flatMap((name, index) => [span(index === project ? `▸${name}` : ` ${name}`, index === project ? 'strong' : 'dim'), span(' ')]), span(' tab', 'key'), span(' another', 'dim')], []];
}

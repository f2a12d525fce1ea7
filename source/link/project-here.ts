import {existsSync, realpathSync} from 'node:fs';
import path from 'node:path';

/**
The project whose own checkout a folder is in, without asking git: the folder's checkout is the nearest one above it that has a
`.git`. Undefined for a worktree, a bare repository, and where there is none.
*/
export function projectOfCheckout<Project extends {path: string}>(projects: readonly Project[], folder: string): Project | undefined {
	if (projects.length === 0) {
		return undefined;
	}

	if (existsSync(path.join(folder, '.git'))) {
		const checkout = realpathSync(folder);
		return projects.find(project => project.path === checkout);
	}

	const parent = path.dirname(folder);
	return parent === folder ? undefined : projectOfCheckout(projects, parent);
}

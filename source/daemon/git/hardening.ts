import process from 'node:process';
import type {Place, Repository} from './types.js';

/*
What git is told at every call. A repository that an agent can write into must not be able to make us run anything:
settings given by the environment win over every file, and the folders are said, so that no `.git` file is believed.
*/

/** Settings that could run a program or reach a network, each at the value that does nothing. */
const harmless: ReadonlyArray<readonly [key: string, value: string]> = [
	['core.hooksPath', '/dev/null'],
	['core.fsmonitor', 'false'],
	['core.untrackedCache', 'false'],
	['core.attributesFile', '/dev/null'],
	// Git would say it with every command, before what it has to say.
	['advice.graftFileDeprecated', 'false'],
	['core.pager', 'cat'],
	['core.editor', 'true'],
	['sequence.editor', 'true'],
	['core.askPass', ''],
	['core.sshCommand', 'false'],
	['core.gitProxy', ''],
	['credential.helper', ''],
	['diff.external', ''],
	['diff.ignoreSubmodules', 'dirty'],
	['diff.noprefix', 'false'],
	['diff.mnemonicPrefix', 'false'],
	['status.relativePaths', 'false'],
	['submodule.recurse', 'false'],
	['fetch.recurseSubmodules', 'false'],
	['protocol.allow', 'never'],
	['protocol.ext.allow', 'never'],
	['gc.auto', '0'],
	['maintenance.auto', 'false'],
	['commit.gpgSign', 'false'],
	['tag.gpgSign', 'false'],
	['log.showSignature', 'false'],
	['rerere.enabled', 'false'],
	['rebase.updateRefs', 'false'],
	['rebase.autoStash', 'false'],
	['rebase.rebaseMerges', 'false'],
	['merge.renames', 'true'],
	['core.quotePath', 'false'],
	['color.ui', 'false'],
	['advice.detachedHead', 'false'],
	// A large tree is written by several processes; git itself decides from how many files on.
	['checkout.workers', '4'],
];

/** Keys of a repository's own configuration that name a program, and what each is set to; undefined for all others. */
function disarmed(key: string): string | undefined {
	if (/^filter\..*\.(?:clean|smudge|process)$/v.test(key)) {
		return '';
	}

	if (/^filter\..*\.required$/v.test(key)) {
		// A filter that does nothing is not a failure.
		return 'false';
	}

	if (/^merge\..*\.driver$/v.test(key)) {
		// What git does without a driver; an empty one would silently take one side.
		return 'git merge-file --marker-size=%L %A %O %B';
	}

	if (/^diff\..*\.(?:command|textconv)$/v.test(key) || /^credential\..*\.helper$/v.test(key) || /^trailer\..*\.(?:cmd|command)$/v.test(key)) {
		return '';
	}

	return undefined;
}

/** The settings that make the programs named in a configuration (`git config --list --name-only`) do nothing. */
export function disarm(keys: readonly string[]): Array<readonly [key: string, value: string]> {
	const settings: Array<readonly [string, string]> = [];
	for (const key of new Set(keys)) {
		const value = disarmed(key);
		if (value !== undefined) {
			settings.push([key, value]);
		}
	}

	return settings;
}

export type EnvironmentOptions = {
	place?: Place;
	repo?: Repository;
	/** Settings on top, e.g. of `disarm`. */
	settings?: ReadonlyArray<readonly [key: string, value: string]>;
	/** A temporary index. */
	index?: string;
	/** Set for commands that only look: they take no lock for a refreshed index. */
	reads?: boolean;
	/** The user's own configuration is read too: only to find a repository and who they are. */
	userConfig?: boolean;
};

// What a git program needs of ours; nothing that could be a key, a token or a wish of somebody else's shell.
const kept = ['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'XDG_CONFIG_HOME', 'SYSTEMROOT'];

/** The whole environment of a git process. */
export function gitEnvironment({place, repo, settings = [], index, reads = false, userConfig = false}: EnvironmentOptions): Record<string, string> {
	const environment: Record<string, string> = {
		LC_ALL: 'C',
		GIT_TERMINAL_PROMPT: '0',
		GIT_ASKPASS: '',
		GIT_PAGER: 'cat',
		GIT_EDITOR: 'true',
		GIT_SEQUENCE_EDITOR: 'true',
		GIT_LFS_SKIP_SMUDGE: '1',
		// An agent can write refs: a replacement or a graft would show us another commit than the one that was tested.
		GIT_NO_REPLACE_OBJECTS: '1',
		GIT_GRAFT_FILE: '/dev/null',
		GIT_LITERAL_PATHSPECS: '1',
		GIT_OPTIONAL_LOCKS: reads ? '0' : '1',
		...(userConfig ? {} : {GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null'}),
		...(index === undefined ? {} : {GIT_INDEX_FILE: index}),
	};
	for (const name of kept) {
		const value = process.env[name];
		if (value !== undefined) {
			environment[name] = value;
		}
	}

	if (place !== undefined) {
		environment['GIT_DIR'] = place.gitDir;
		// Said too, because a tree's own `commondir` file can be written by the agent that works in the tree.
		environment['GIT_COMMON_DIR'] = repo?.gitDir ?? place.gitDir;
		if (place.workTree !== undefined) {
			environment['GIT_WORK_TREE'] = place.workTree;
		}
	}

	if (repo !== undefined) {
		environment['GIT_AUTHOR_NAME'] = repo.identity.name;
		environment['GIT_AUTHOR_EMAIL'] = repo.identity.email;
		environment['GIT_COMMITTER_NAME'] = repo.identity.name;
		environment['GIT_COMMITTER_EMAIL'] = repo.identity.email;
	}

	// By the environment and not by -c: a key may hold any character there, an equals sign too.
	const all = [...(repo?.settings ?? []), ...harmless, ...settings];
	environment['GIT_CONFIG_COUNT'] = String(all.length);
	for (const [number, [key, value]] of all.entries()) {
		environment[`GIT_CONFIG_KEY_${number}`] = key;
		environment[`GIT_CONFIG_VALUE_${number}`] = value;
	}

	return environment;
}

/** Who our commits are by. */
export type Identity = {name: string; email: string};

/** A project's repository, as `openRepository` found it. */
export type Repository = {
	/** The user's main checkout, absolute, symbolic links resolved. */
	path: string;
	/** The common git folder, absolute, symbolic links resolved. */
	gitDir: string;
	/** The user's name and address, read once from their configuration. */
	identity: Identity;
	/** Settings of the user's own configuration that say how files are read (never what is run), e.g. `core.excludesFile`. */
	settings: ReadonlyArray<readonly [key: string, value: string]>;
	/** Where a mended lock and the like are told; one line each. */
	log: (line: string) => void;
};

/** Where a git command works: always said explicitly, so that a `.git` file in a worktree is never believed. */
export type Place = {
	/** The git folder of this very tree: the common one for the main checkout, `<common>/worktrees/<name>` otherwise. */
	gitDir: string;
	/** The files; undefined for commands that touch none. */
	workTree?: string;
};

export type Worktree = {
	path: string;
	/** Its own git folder, under the common one. */
	gitDir: string;
	/** The main checkout is listed too. */
	main: boolean;
	/** Object name; undefined when its HEAD cannot be read. */
	commit: string | undefined;
	/** Short name of the branch it is on; undefined when detached. */
	branch: string | undefined;
	/** The reason that it is locked with, '' for none given; undefined when not locked. */
	locked: string | undefined;
	/** Its folder is gone. */
	missing: boolean;
};

/** What a tree holds that its HEAD commit does not. Paths are relative to it, `/` between folders. */
export type Changes = {
	modified: string[];
	deleted: string[];
	untracked: string[];
};

export type Commit = {
	commit: string;
	parents: string[];
	/** Unix milliseconds, of the committer. */
	at: number;
	author: string;
	subject: string;
	/** The message below its subject. */
	body: string;
};

export type FileChange = {path: string; added: number; removed: number; binary: boolean};

export type Trash = {
	/** `refs/millwright/trash/<task>/<time>`. */
	ref: string;
	commit: string;
	/** Paths of ignored files that were not saved; the first 200. */
	ignored: string[];
};

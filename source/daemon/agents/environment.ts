export type EnvironmentRequest = {
	/** The daemon's environment, of which only what is listed here is taken. */
	environment: Readonly<Record<string, string | undefined>>;
	/** Its processes are known by this when the session ends: MILLWRIGHT_SESSION. */
	session?: string;
	/** Author and committer. */
	identity?: {name: string; email: string};
};

// What programs need to run at all, to speak the person's language and to be found.
const basics = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'XDG_RUNTIME_DIR'];
// Where tool chains live: without them a project's own tests do not run.
const toolChains = [
	'NVM_DIR',
	'VOLTA_HOME',
	'FNM_DIR',
	'PNPM_HOME',
	'BUN_INSTALL',
	'DENO_DIR',
	'NPM_CONFIG_CACHE',
	'npm_config_cache',
	'CARGO_HOME',
	'RUSTUP_HOME',
	'GOPATH',
	'GOROOT',
	'GOCACHE',
	'JAVA_HOME',
	'PYENV_ROOT',
	'VIRTUAL_ENV',
	'UV_CACHE_DIR',
];
// How a machine behind a proxy reaches its package registry, and whom it trusts.
const network = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];

const allowed = new Set([...basics, ...toolChains, ...network]);

/**
The environment of everything that works on the project's code: agents and gates. A list of what may pass and not of what may
not: no provider's key, no cloud login, no token of the person's shell is in it.
*/
export function baseEnvironment({environment, session, identity}: EnvironmentRequest): Record<string, string> {
	const result: Record<string, string> = {};
	for (const [name, value] of Object.entries(environment)) {
		if (value !== undefined && (allowed.has(name) || name.startsWith('LC_'))) {
			result[name] = value;
		}
	}

	return {
		...result,
		TERM: 'xterm-256color',
		COLORTERM: 'truecolor',
		// A pager or a question in an agent's shell would wait for ever.
		PAGER: 'cat',
		GIT_PAGER: 'cat',
		GIT_TERMINAL_PROMPT: '0',
		...quietGit,
		...(session === undefined ? {} : {MILLWRIGHT_SESSION: session}),
		...(identity === undefined ? {} : {GIT_AUTHOR_NAME: identity.name, GIT_AUTHOR_EMAIL: identity.email, GIT_COMMITTER_NAME: identity.name, GIT_COMMITTER_EMAIL: identity.email}),
		...(network.some(name => name.toLowerCase().endsWith('_proxy') && result[name] !== undefined) ? aroundProxy(environment) : {}),
	};
}

/** Signing a commit may ask for a passphrase, in a window that nobody looks at. */
const quietGit = {GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'commit.gpgSign', GIT_CONFIG_VALUE_0: 'false'};

/** The gateway is on this machine: calls to it do not go through a proxy. */
function aroundProxy(environment: EnvironmentRequest['environment']): Record<string, string> {
	const given = environment['NO_PROXY'] ?? environment['no_proxy'] ?? '';
	const value = [given, '127.0.0.1', 'localhost'].filter(part => part !== '').join(',');
	return {NO_PROXY: value, no_proxy: value};
}

// What build tools need to find themselves and their caches. No key, no token: gates run code that an agent wrote.
const allowed = [
	'PATH',
	'HOME',
	'USER',
	'LOGNAME',
	'SHELL',
	'LANG',
	'LC_ALL',
	'TZ',
	'TMPDIR',
	'XDG_CACHE_HOME',
	'JAVA_HOME',
	'GRADLE_USER_HOME',
	'CARGO_HOME',
	'RUSTUP_HOME',
	'GOPATH',
	'GOROOT',
	'GOCACHE',
	'GOMODCACHE',
	'GOFLAGS',
	'NVM_DIR',
	'VOLTA_HOME',
	'PNPM_HOME',
	'BUN_INSTALL',
	'DENO_DIR',
	'PYENV_ROOT',
	'VIRTUAL_ENV',
	'RBENV_ROOT',
	'GEM_HOME',
	'NODE_EXTRA_CA_CERTS',
	'SSL_CERT_FILE',
	'SSL_CERT_DIR',
	'npm_config_cache',
	'npm_config_registry',
];
// Addresses that may carry a password before an @ sign.
const addresses = new Set(['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']);

/** The environment of gates, from ours: an allow-list, no colours, nobody watching. */
export function gateEnvironment(from: Record<string, string | undefined>): Record<string, string> {
	const environment: Record<string, string> = {CI: 'true', NO_COLOR: '1', TERM: 'dumb', GIT_TERMINAL_PROMPT: '0'};
	for (const name of [...allowed, ...addresses]) {
		const value = from[name];
		if (value !== undefined && !(value.includes('@') && (addresses.has(name) || name === 'npm_config_registry'))) {
			environment[name] = value;
		}
	}

	return environment;
}

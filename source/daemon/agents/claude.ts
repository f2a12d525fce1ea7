import type {Adapter} from './adapter.js';

// Edits and commands pass without asking: the worktree is disposable, and the gates judge it. The mode is named, as the default
// of newer versions asks a classifier that is not there behind a gateway.
const unattended = ['--permission-mode', 'acceptEdits', '--allowedTools', 'Bash'];

/** Claude Code. Its own folder for each session, in which the first-run screens are answered: they would block a pane that nobody watches. */
export const claude: Adapter = {
	id: 'claude',
	command: 'claude',
	versionArguments: ['--version'],
	tried: '2.1.329',
	wires: ['anthropic'],
	interactive: {
		arguments: ['{prompt}', '--model', '{model}', ...unattended],
		promptVia: 'argument',
		ends: 'osc7501-done',
	},
	headless: {
		arguments: ['-p', '{prompt}', '--model', '{model}', ...unattended],
		promptVia: 'argument',
		ends: 'exit',
	},
	environment: {
		ANTHROPIC_BASE_URL: '{baseUrl}',
		ANTHROPIC_AUTH_TOKEN: '{token}',
		// Without it, an `env` block in the person's settings wins over this environment, and no call reaches the gateway.
		CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1',
		CLAUDE_CONFIG_DIR: '{home}/claude',
		CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
		CLAUDE_CODE_DISABLE_OFFICIAL_MARKETPLACE_AUTOINSTALL: '1',
		DISABLE_AUTOUPDATER: '1',
		DISABLE_TELEMETRY: '1',
		DISABLE_ERROR_REPORTING: '1',
		// The small model of its side calls is the same: the provider may have no other.
		ANTHROPIC_SMALL_FAST_MODEL: '{model}',
	},
	files: {
		// Trust is kept under the main checkout, for its worktrees as well.
		'claude/.claude.json': '{"hasCompletedOnboarding":true,"projects":{"{checkout}":{"hasTrustDialogAccepted":true},"{worktree}":{"hasTrustDialogAccepted":true}}}\n',
		// It would register itself with the person's desktop for links.
		'claude/settings.json': '{"disableDeepLinkRegistration":"disable"}\n',
	},
	home: 'person',
	success: [0],
};

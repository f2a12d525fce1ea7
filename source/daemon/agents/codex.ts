import type {Adapter} from './adapter.js';

/*
Its sandbox makes the folders of a linked worktree read-only, so that it cannot commit; docs/agents.md has the recipe for who
wants the sandbox all the same. Streams are not repeated: that is what lets a refusal of the gateway be the last word.
*/
const config = [
	'model_provider = "millwright"',
	'check_for_update_on_startup = false',
	'[model_providers.millwright]',
	'name = "Millwright"',
	'base_url = "{baseUrl}"',
	'env_key = "MILLWRIGHT_TOKEN"',
	'wire_api = "responses"',
	'stream_max_retries = 0',
	'[analytics]',
	'enabled = false',
	'[feedback]',
	'enabled = false',
	'[features]',
	'daemon_auto_start = false',
	'plugins = false',
	'remote_plugin = false',
	'apps = false',
	'[projects."{checkout}"]',
	'trust_level = "trusted"',
	'',
];

/** Codex. Without its background server: an agent that runs there would outlive its session and pass the meter by. */
export const codex: Adapter = {
	id: 'codex',
	command: 'codex',
	versionArguments: ['--version'],
	tried: '0.169.0',
	wires: ['openai-responses'],
	interactive: {
		arguments: ['--no-daemon', '-a', 'never', '-s', 'danger-full-access', '-m', '{model}', '{prompt}'],
		promptVia: 'argument',
		ends: 'osc7501-done',
	},
	headless: {
		arguments: ['exec', '-s', 'danger-full-access', '-m', '{model}', '{prompt}'],
		promptVia: 'argument',
		ends: 'exit',
	},
	environment: {CODEX_HOME: '{home}/codex', MILLWRIGHT_TOKEN: '{token}'},
	files: {'codex/config.toml': config.join('\n')},
	home: 'person',
	success: [0],
};

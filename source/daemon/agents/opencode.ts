import type {Adapter} from './adapter.js';

const provider = (npm: string, baseURL: string) => ({npm, options: {baseURL, apiKey: '{env:MILLWRIGHT_TOKEN}'}, models: {'{model}': {}}});

// One provider a wire, of which the model's name chooses one.
const config = {
	autoupdate: false,
	share: 'disabled',
	model: 'millwright-{wire}/{model}',
	small_model: 'millwright-{wire}/{model}',
	permission: {edit: 'allow', bash: 'allow'},
	provider: {
		'millwright-anthropic': provider('@ai-sdk/anthropic', '{baseUrl}/v1'),
		'millwright-openai-responses': provider('@ai-sdk/openai', '{baseUrl}'),
		'millwright-openai-chat': provider('@ai-sdk/openai-compatible', '{baseUrl}'),
	},
};

/** OpenCode. It says nothing of its state, so a pane counts as done when it has been still for a while. */
export const opencode: Adapter = {
	id: 'opencode',
	command: 'opencode',
	versionArguments: ['--version'],
	tried: '1.18.33',
	wires: ['anthropic', 'openai-responses', 'openai-chat'],
	interactive: {
		arguments: ['--prompt', '{prompt}'],
		promptVia: 'argument',
		ends: 'quiet',
		quiet: 15,
	},
	headless: {
		// A prompt of several words given as an argument reaches the model in quotation marks.
		arguments: ['run'],
		promptVia: 'stdin',
		ends: 'exit',
	},
	environment: {
		OPENCODE_CONFIG: '{home}/opencode/opencode.json',
		MILLWRIGHT_TOKEN: '{token}',
		XDG_DATA_HOME: '{home}/opencode/data',
		XDG_CONFIG_HOME: '{home}/opencode/config',
		XDG_STATE_HOME: '{home}/opencode/state',
		OPENCODE_DISABLE_AUTOUPDATE: '1',
		OPENCODE_DISABLE_MODELS_FETCH: '1',
		OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
		OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
	},
	files: {'opencode/opencode.json': `${JSON.stringify(config, null, '\t')}\n`},
	home: 'person',
	success: [0],
};

import type {Adapter} from './adapter.js';

const settings = {
	security: {auth: {selectedType: 'gemini-api-key'}},
	privacy: {usageStatisticsEnabled: false},
	telemetry: {enabled: false},
	general: {enableAutoUpdate: false, enableAutoUpdateNotification: false},
};

/** Gemini CLI. It ignores a hang-up: only a signal to its process group ends it, which is how a holder ends every program. */
export const gemini: Adapter = {
	id: 'gemini',
	command: 'gemini',
	versionArguments: ['--version'],
	tried: '0.61.0',
	wires: ['gemini'],
	interactive: {
		arguments: ['--skip-trust', '--approval-mode', 'yolo', '-m', '{model}', '-i', '{prompt}'],
		promptVia: 'argument',
		ends: 'quiet',
		quiet: 15,
	},
	headless: {
		arguments: ['--skip-trust', '--approval-mode', 'yolo', '-m', '{model}', '-p', '{prompt}'],
		promptVia: 'argument',
		ends: 'exit',
	},
	environment: {
		GEMINI_CLI_HOME: '{home}/gemini',
		GEMINI_API_KEY: '{token}',
		GOOGLE_GEMINI_BASE_URL: '{baseUrl}',
	},
	files: {
		'gemini/.gemini/settings.json': `${JSON.stringify(settings, null, '\t')}\n`,
		// It keeps its trust under the worktree itself.
		'gemini/.gemini/trustedFolders.json': '{"{worktree}":"TRUST_FOLDER"}\n',
	},
	home: 'person',
	success: [0],
};

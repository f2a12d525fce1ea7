export default {
	files: ['build/test/**/*.test.js'],
	// A pseudo-terminal in a worker thread can abort the process at exit, so every test file is a process.
	workerThreads: false,
	concurrency: 2,
	timeout: '4m',
	environmentVariables: {
		FORCE_COLOR: '0',
	},
};

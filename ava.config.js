// The demo's story takes longer than any other file: it begins first, so that nothing waits for it at the end.
const isLongest = file => file.endsWith('/journeys/story.test.js');

export default {
	files: ['build/test/**/*.test.js'],
	// A pseudo-terminal in a worker thread can abort the process at exit, so every test file is a process.
	workerThreads: false,
	concurrency: 2,
	sortTestFiles: (one, other) => Number(isLongest(other)) - Number(isLongest(one)),
	timeout: '8m',
	environmentVariables: {
		FORCE_COLOR: '0',
		// React as it is shipped. Its other build takes twice the time for each frame.
		NODE_ENV: 'production',
	},
};

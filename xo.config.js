import reactConfig from 'eslint-config-xo-react';

// Who may import whom: the folder says in which process a line runs, and lint keeps it so.
const pure = {group: ['node:*', 'react', 'ink', 'ink-table', 'node-pty'], message: 'This room is pure: no Node, no React.'};
const noInk = {group: ['react', 'ink', 'ink-table'], message: 'Ink and React live in the client only.'};
const noDaemonThings = {group: ['node-pty', 'simple-git', 'lowdb', 'lowdb/*', '@anthropic-ai/sdk', 'openai', '**/daemon/**', '**/holder/**', '**/state/**'], message: 'The client draws and listens; it decides and keeps nothing.'};
const noDaemon = {group: ['**/daemon/**', '**/client/**', '**/commands/**'], message: 'A holder knows nothing of tasks.'};
const rooms = (files, ...patterns) => ({files, rules: {'no-restricted-imports': ['error', {patterns}]}});

// Doc comments are sentences here, with hardly a tag in them: what checks tags would look at each of them for nothing, a seventh of the time of lint.
const otherTagRules = ['empty-tags', 'tag-lines', 'implements-on-classes', 'imports-as-dependencies', 'no-types', 'reject-any-type', 'reject-function-type', 'valid-types', 'ts-no-empty-object-type', 'escape-inline-tags'];
const tagRules = [
	...['access', 'indentation', 'line-alignment', 'param-names', 'property-names', 'syntax', 'tag-names', 'template-names', 'types', 'values'].map(what => `check-${what}`),
	...['next-type', 'param', 'param-description', 'param-name', 'property', 'property-description', 'property-name', 'returns-check', 'returns-description', 'yields', 'yields-check'].map(what => `require-${what}`),
	...otherTagRules,
];
const tagless = Object.fromEntries(tagRules.map(name => [`jsdoc/${name}`, 'off']));

/** @type {import('xo').FlatXoConfig} */
const xoConfig = [
	{ignores: ['package.json', 'bin/package.json', 'build/**', 'dist/**', 'test/fixtures/**', 'source/demo/story/**']},
	...reactConfig().map(config => ({...config, files: ['**/*.tsx']})),
	{
		files: ['**/*.tsx'],
		rules: {
			// The new JSX transform needs neither.
			'react/react-in-jsx-scope': 'off',
			'react/jsx-uses-react': 'off',
			// TypeScript checks the props.
			'react/prop-types': 'off',
			'react/require-default-props': 'off',
			// These call what ESLint 10 has taken away, and die.
			'react/forward-ref-uses-ref': 'off',
			'react/jsx-curly-spacing': 'off',
			'react/jsx-tag-spacing': 'off',
			'react/jsx-equals-spacing': 'off',
		},
	},
	{
		rules: {
			// Documents, rows and terminal parameters use null where their formats do.
			'@typescript-eslint/no-restricted-types': 'off',
			'unicorn/no-null': 'off',
			// Terminal work is control characters.
			'no-control-regex': 'off',
			// Cells, colours and bytes are packed into bits.
			'no-bitwise': 'off',
			...tagless,
			'unicorn/no-hex-escape': 'off',
			// A protocol is awaited in order on purpose.
			'no-await-in-loop': 'off',
			// The names of requests, events and environment variables are data.
			'@typescript-eslint/naming-convention': 'off',
			'unicorn/name-replacements': 'off',
			'unicorn/prevent-abbreviations': 'off',
			// Taste on which this code differs: one-line doc comments, main export first with its steps below it, short objects on one line.
			'unicorn/single-line-block-comment-style': 'off',
			'capitalized-comments': 'off',
			'@stylistic/object-curly-newline': 'off',
			'unicorn/consistent-class-member-order': 'off',
			'unicorn/consistent-conditional-object-spread': 'off',
			'unicorn/max-nested-calls': 'off',
			'unicorn/no-useless-recursion': 'off',
			'unicorn/prefer-ternary': 'off',
			'unicorn/prefer-top-level-await': 'off',
			'unicorn/no-process-exit': 'off',
			'unicorn/prefer-event-target': 'off',
			'unicorn/no-array-callback-reference': 'off',
			'unicorn/prefer-string-raw': 'off',
			'import-x/no-anonymous-default-export': 'off',
			'@typescript-eslint/prefer-readonly-parameter-types': 'off',
			'@typescript-eslint/class-literal-property-style': 'off',
			// Environment variables and documents have index signatures.
			'@typescript-eslint/dot-notation': 'off',
			// Versions that other parts of the design depend on are pinned.
			'package-json/dependency-version-range': 'off',
			'package-json/require-fields': 'off',
			// Watching a folder is an event source, not a promise.
			'n/prefer-promises/fs': 'off',
			// Comparisons one after the other (`a || b`) are how a sort by two keys is said.
			'@typescript-eslint/strict-boolean-expressions': 'off',
			'no-warning-comments': 'off',
			// A default says what all others come to; only a switch without one must name them all.
			'@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true}],
			// There is no DOM: a layout tree has children too.
			'unicorn/better-dom-traversing': 'off',
			'regexp/no-control-character': 'off',
			'unicorn/no-non-function-verb-prefix': 'off',
			'unicorn/no-top-level-side-effects': 'off',
			'unicorn/no-top-level-assignment-in-function': 'off',
			// An empty function says that nothing is to be done.
			'@typescript-eslint/no-empty-function': 'off',
			// Taste again: short forms that read well.
			'unicorn/no-await-expression-member': 'off',
			'unicorn/consistent-boolean-name': 'off',
			'unicorn/no-unreadable-object-destructuring': 'off',
			'unicorn/prefer-minimal-ternary': 'off',
			'unicorn/no-duplicate-loops': 'off',
			'unicorn/prefer-simple-condition-first': 'off',
			'unicorn/no-break-in-nested-loop': 'off',
			complexity: 'off',
			'max-lines': ['error', {max: 300, skipBlankLines: false, skipComments: false}],
			'max-params': ['error', {max: 3}],
		},
	},
	// Ava runs *.test.ts and nothing else: what stands beside them may be imported.
	{rules: {'node-test/no-import-test-files': 'off'}},
	// Ava runs what was built from these, in build/.
	{rules: {'ava/no-ignored-test-files': 'off'}},
	{files: ['test/**'], rules: {'max-params': 'off'}},
	rooms(['source/protocol/**', 'source/geometry/**', 'source/screen/**'], pure),
	rooms(['source/holder/**'], noInk, noDaemon),
	rooms(['source/daemon/**', 'source/agent/**', 'source/rehearsal/**'], noInk, {group: ['**/client/**', '**/commands/**'], message: 'Decisions do not depend on how they are shown.'}),
	rooms(['source/client/**'], noDaemonThings),
];

export default xoConfig;

/** What a rehearsal script is made of; docs/rehearsal.md says it in words. */
export type Call = Record<string, unknown>;
export type Turn = {say?: string; call?: Call | Call[]; usage?: Record<string, number>; fail?: Record<string, unknown>};
export type Entry = {when?: Record<string, unknown>; steps?: Turn[]} & Turn;

/** A plan of one step that every checker takes, as long as it cites the rules that are in force. */
export const plainPlan = (...rules: string[]): string => `1. Write the note.${rules.map(rule => ` [rule: ${rule}]`).join('')}\n   Check: the tests pass.`;

/** Commits a file of its own name, so that two tasks never collide by themselves. */
export const commitNote = 'name=note-$(git branch --show-current | tr / -).md && echo done >> "$name" && git add -A && git commit -q -m "Write the note"';

export const passes: Turn = {call: {submit_verdict: {verdict: 'pass', summary: 'It is as planned.', findings: []}}};

/** A role's whole conversation, one turn after the other. */
export const scene = (when: Record<string, unknown>, ...steps: Turn[]): Entry => ({when, steps});

/** Carries any task through; what a test wants otherwise stands before these. */
export const plainTurns: readonly Entry[] = [
	{when: {tools: false}, say: 'Rehearsal'},
	scene({role: 'planner'}, {call: {submit_plan: plainPlan()}}),
	scene({role: 'builder'}, {call: {shell: commitNote}}, {call: {finish: 'The note is written.'}}),
	{when: {role: ['reviewer', 'adversary']}, ...passes},
	{when: {role: 'distiller'}, call: {submit_lesson: {id: 'look-twice', title: 'look twice', rule: 'Look at it twice.', templateLine: 'Looked at twice: where.'}}},
];

/** A pipeline.yaml that builds, gates and merges, for tests that look at something else than plans and verdicts. */
export const quickPipeline = ({approve}: {approve: boolean}): string => `version: 1
generations: 1
stages:
  - stage: build
    role: builder
  - stage: gate
${approve ? '  - stage: approve\n' : ''}  - stage: merge
roles:
  builder:
    kind: builder
`;

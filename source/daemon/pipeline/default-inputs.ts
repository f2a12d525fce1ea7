import {defaultRoles} from './default-roles.js';

/** The files that the inputs branch of a new project starts with. */
export function defaultInputs({attempts = 1, agent = 'builtin'}: {attempts?: number; agent?: string} = {}): Record<string, string> {
	return {
		'README.md': readme,
		'plan-template.md': planTemplate,
		'pipeline.yaml': pipelineFile({attempts, agent}),
		...Object.fromEntries(Object.entries(defaultRoles).map(([name, text]) => [`roles/${name}.md`, text])),
	};
}

const readme = `# The inputs of this factory

What the agents are told, and nothing else: change it here and generate again, instead of mending what came out.

- \`intents/\` one file a task: what must be true when it is done
- \`plans/\` one file a task: the ask, word for word, and the plan that was made of it
- \`rules/\` one file a rule: what a failure taught
- \`plan-template.md\` the frame that every plan is written into
- \`roles/\` the instructions of each role
- \`pipeline.yaml\` the stages and who fills them

Every change is a commit that says what caused it: \`millwright inputs log\`.
`;

/* eslint-disable unicorn/no-incorrect-template-string-interpolation -- the braces are the template's own places, filled in by composePlan */
/** The names in braces are filled in by the planner's stage; a name that is missing here is left out of the plan. */
export const planTemplate = `# {title}

## The ask, word for word

{ask}

## What must be true when it is done

{outcome}

## What the person answered

{answers}

## What every plan here must provide for

{rules}

## Plan

{plan}
`;

/* eslint-enable unicorn/no-incorrect-template-string-interpolation */

const pipelineFile = ({attempts, agent}: {attempts: number; agent: string}): string => `# The stages that every task passes, in this order, and who fills them.
version: 1
# Runs of one task before the person is asked.
generations: 3
# auto: a confirmed finding becomes a rule at once. ask: it waits for the person as a proposal.
lessons: auto
stages:
  - stage: plan
    role: planner
    tries: 3
  - stage: build
    role: builder
    attempts: ${attempts}
  - stage: verify
    roles: [reviewer, adversary]
  - stage: gate
  - stage: approve
  - stage: merge
roles:
  planner:
    kind: planner
    steps: 40
  builder:
    kind: builder
    agent: ${agent}
    steps: 120
  # A verifier is never the builder's session; "other" is another provider than the builder's wherever there is one.
  reviewer:
    kind: verifier
    provider: any
    sees: [plan]
    steps: 40
  adversary:
    kind: verifier
    provider: other
    sees: [plan, ask]
    steps: 40
  distiller:
    kind: distiller
    steps: 10
`;

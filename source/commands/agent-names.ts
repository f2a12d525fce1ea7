/** The agent CLIs that a declaration is shipped for. */
export const agentNames = ['claude', 'codex', 'opencode', 'gemini'] as const;

/** For config.yaml: sessions of the agent `shell` run what they are opened with. */
export const shellAgent = {shell: {command: '/bin/sh', wires: ['anthropic'], interactive: {arguments: ['-c', '{prompt}'], ends: 'exit'}}};

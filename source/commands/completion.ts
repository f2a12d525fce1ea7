import type {RunCommand} from './command.js';
import {bashCompletion} from './completion/bash.js';
import {fishCompletion} from './completion/fish.js';
import {zshCompletion} from './completion/zsh.js';
import {registry} from './registry.js';

const shells = {bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion};

export const run: RunCommand = async ({arguments: [shell], context: {print}}) => {
	print.line(shells[shell as keyof typeof shells](registry));
	return 0;
};

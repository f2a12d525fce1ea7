/**
How Node's engine runs in a holder, of which there are many and each does little. One thread: with helpers of its own each takes five MiB
more, and compiles and collects no sooner where sixty of them share a few cores. What is young gets one MiB, as of a flood nearly nothing is
needed for long; by itself Node takes 16, three times over. It is collected also while what is old is being marked: by itself V8 lets it grow
until that is over, which with one thread on a busy machine was 20 to 80 MiB of garbage, with the buffers of every picture that was sent. The
little WebAssembly that there is is compiled once: compiled in haste first and well later it takes half a megabyte more. Memory is given back
when it is quiet (holder/tidying.ts), so that the engine need not wake for that; and what was compiled stays then, as the next key needs it.
*/
export const holderFlags: readonly string[] = [
	'--single-threaded',
	'--max-semi-space-size=1',
	'--no-separate-gc-phases',
	'--no-memory-reducer',
	'--no-flush-bytecode',
	'--no-liftoff',
	'--expose-gc',
];

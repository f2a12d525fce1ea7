// As much of the standard as we use: TypeScript has it only among what browsers have, and Node's types leave it out.
declare namespace WebAssembly {
	class Memory {
		readonly buffer: ArrayBuffer;
		/** In pages of 64 KiB. Throws RangeError without the address space. */
		constructor(descriptor: {initial: number; maximum: number});
	}

	// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- It has nothing else.
	class Module {
		constructor(bytes: Uint8Array<ArrayBuffer>);
	}

	class Instance {
		readonly exports: Readonly<Record<string, unknown>>;
		constructor(module: Module, imports: Record<string, Record<string, Memory | number>>);
	}
}

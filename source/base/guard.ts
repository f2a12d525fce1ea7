/** Waits for something that should happen by itself, and fails with `error` when it has not within `milliseconds`. A guard, never a way to wait. */
export async function within<T>(milliseconds: number, work: Promise<T>, error: () => Error): Promise<T> {
	const {promise, reject} = Promise.withResolvers<never>();
	const timer = setTimeout(() => {
		reject(error());
	}, milliseconds);
	try {
		return await Promise.race([work, promise]);
	} finally {
		clearTimeout(timer);
	}
}

/** The error body of both OpenAI APIs. */
export function openaiError({status, type, message}: {status: number; type?: string; message: string}): unknown {
	return {error: {message, type: type ?? (status >= 500 ? 'server_error' : 'invalid_request_error'), param: null, code: type ?? null}};
}

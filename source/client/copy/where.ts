/**
A sentence that ends with a file. Of the beginnings the first is said that leaves room for the whole path; where none does, the path is cut in
its middle after the shortest: the end of a sentence that is too long would not be seen.
*/
export function tellWhere(file: string, {room, before}: {room: number; before: string[]}): string {
	const whole = before.find(words => words.length + file.length < room);
	const words = whole ?? before.at(-1)!;
	return `${words}${whole === undefined ? cutPath(file, room - words.length - 1) : file}.`;
}

/** As many of the first folders as there is room for, and always the name. */
function cutPath(file: string, room: number): string {
	const parts = file.split('/');
	const name = parts.pop()!;
	for (; parts.length > 0; parts.pop()) {
		const cut = `${parts.join('/')}/…/${name}`;
		if (cut.length <= room) {
			return cut;
		}
	}

	return `…/${name}`;
}

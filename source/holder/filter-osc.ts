// Titles, the palette and theme colours (queries), links, prompts, program status. All others (clipboard, fonts,
// notifications, files, icons …) end here.
const passed = new Set([0, 2, 4, 8, 10, 11, 12, 133, 7501]);

// The protocol of program status says 4,096; titles and links need less.
const longest = 4096;

/** The text of an operating system command as it is passed on; undefined when it is dropped. */
export function filterCommand(text: string): string | undefined {
	const number = /^(?<number>\d{1,4})(?:;|$)/v.exec(text)?.groups?.['number'];
	return number !== undefined && text.length <= longest && passed.has(Number(number)) ? text.replaceAll(/\p{Control}/gv, '') : undefined;
}

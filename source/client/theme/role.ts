/** What a piece of text means. A theme says how each looks; nothing else in the client names a colour. */
export const roles = [
	'text',
	'dim',
	'strong',
	'border',
	'focus',
	'title',
	'titleFocused',
	'key',
	'selected',
	'good',
	'needs',
	'bad',
	'working',
	'waits',
	'held',
	'paused',
	'unknown',
	'money',
	'rehearsal',
	'added',
	'removed',
	'hunk',
	'cursor',
] as const;
export type Role = (typeof roles)[number];

/** Properties of Ink's Text. */
export type Style = {
	color?: string;
	backgroundColor?: string;
	bold?: boolean;
	dimColor?: boolean;
	inverse?: boolean;
	underline?: boolean;
};

export type Theme = Record<Role, Style>;

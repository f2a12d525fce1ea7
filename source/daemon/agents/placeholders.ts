/** What a declaration may have replaced, and by what. */
export const placeholders = ['prompt', 'model', 'wire', 'worktree', 'checkout', 'gitdir', 'commondir', 'baseUrl', 'token', 'home', 'session'] as const;
export type Placeholder = (typeof placeholders)[number];
export type Values = Readonly<Record<Placeholder, string>>;

// `{env:X}` and the braces of JSON are not placeholders: only a bare name is one.
const pattern = /\{(?<name>[A-Za-z]+)\}/gv;

/** Replaces every placeholder once: what stands in a value is never looked at again. */
export const fill = (text: string, values: Values, quote: (value: string) => string = value => value): string =>
	text.replaceAll(pattern, (whole, name: string) => (Object.hasOwn(values, name) ? quote(values[name as Placeholder]) : whole));

/** As it stands inside the quotation marks of a JSON or a TOML string. */
export const quoteInside = (value: string): string => JSON.stringify(value).slice(1, -1);

/** Names in braces that are none of the placeholders. */
export const unknownPlaceholders = (text: string): string[] =>
	text.matchAll(pattern).map(match => match.groups!['name']!).filter(name => !(placeholders as readonly string[]).includes(name)).toArray();

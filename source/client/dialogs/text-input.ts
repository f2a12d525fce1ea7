/** One line of text that is being typed. `cursor` counts graphemes before it. */
export type TextInput = {text: string; cursor: number};

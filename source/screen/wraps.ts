/**
Whether a row goes on what the row above it began. `afterBlank`: it does, and the blank that the row above ends with is part of the line; any
other blank in the last column before a wide character is only what that one had no room in.
*/
export const wraps = {no: 0, yes: 1, afterBlank: 2} as const;

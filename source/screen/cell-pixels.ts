/** A cell in pixels, for programs that ask: nobody sees pixels here, and twice as high as wide is what they expect. */
export const cellPixels = {width: 10, height: 20} as const;

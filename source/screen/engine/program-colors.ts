import {attribute, colorParts, defaultColor, rgbColor, type Color, type Style} from '../style.js';

/**
The colours that a program set for its own pane: of the palette, of its text, of what that stands on and of its cursor. They say how cells are drawn and nothing
else: whoever asks is told the theme's, so that no answer holds what a program chose.
*/
export class ProgramColors {
	/** Another number after each change. */
	version = 0;
	readonly #palette = new Map<number, Color>();
	#foreground: Color = defaultColor;
	#background: Color = defaultColor;
	#isReversed = false;
	#cursor: number | undefined;

	/** Whether cells are drawn as they are. */
	get isPlain(): boolean {
		return !this.#isReversed && this.#palette.size === 0 && this.#foreground === defaultColor && this.#background === defaultColor;
	}

	/** Colour 0 to 255 becomes 0xRRGGBB, until it is reset. */
	setPalette(index: number, value: number): void {
		this.#palette.set(index, rgbColor(value));
		this.version++;
	}

	/** As if it had never been set; all of the palette when no number is given. */
	resetPalette(index?: number): void {
		if (index === undefined) {
			this.#palette.clear();
		} else {
			this.#palette.delete(index);
		}

		this.version++;
	}

	/** What is written and stands in no colour; as the person has it for undefined. */
	setForeground(value: number | undefined): void {
		this.#foreground = value === undefined ? defaultColor : rgbColor(value);
		this.version++;
	}

	setBackground(value: number | undefined): void {
		this.#background = value === undefined ? defaultColor : rgbColor(value);
		this.version++;
	}

	/** As 0xRRGGBB; undefined where the person's own is meant. */
	get cursor(): number | undefined {
		return this.#cursor;
	}

	setCursor(value: number | undefined): void {
		this.#cursor = value;
	}

	/** DECSCNM: text and what it stands on change places, which a program does for a moment to catch the eye. */
	setReversed(isReversed: boolean): void {
		this.#isReversed = isReversed;
		this.version++;
	}

	reset(): void {
		this.#isReversed = false;
		this.#palette.clear();
		this.#foreground = defaultColor;
		this.#background = defaultColor;
		this.#cursor = undefined;
		this.version++;
	}

	/** The style as it is drawn. */
	applyTo(style: Style): Style {
		return {
			...style,
			attributes: this.#isReversed ? style.attributes ^ attribute.inverse : style.attributes,
			foreground: this.#drawn(style.foreground, this.#foreground),
			background: this.#drawn(style.background, this.#background),
			// An underline without a colour has that of the text.
			underlineColor: this.#drawn(style.underlineColor, defaultColor),
		};
	}

	#drawn(color: Color, own: Color): Color {
		const parts = colorParts(color);
		switch (parts.kind) {
			case 'default': {
				return own;
			}

			case 'palette': {
				return this.#palette.get(parts.index) ?? color;
			}

			case 'rgb': {
				return color;
			}
		}
	}
}

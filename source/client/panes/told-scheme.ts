import type {HolderLink} from '../../link/holder-link.js';
import type {Scheme} from '../../protocol/holder.js';
import type {ThemeName} from '../floor/model.js';

/** The other themes go with either. */
const schemes: Partial<Record<ThemeName, Scheme>> = {dark: 'dark', light: 'light'};

/** Tells a holder whether the person's theme is dark or light, once, and again when that has changed: programs that ask are told. */
export class ToldScheme {
	readonly #theme: (() => ThemeName | undefined) | undefined;
	#link: HolderLink | undefined;
	#told: Scheme | undefined;

	constructor(theme: (() => ThemeName | undefined) | undefined) {
		this.#theme = theme;
	}

	tell(link: HolderLink | undefined): void {
		const theme = this.#theme?.();
		const scheme = theme === undefined ? undefined : schemes[theme];
		if (link === undefined || scheme === undefined || (link === this.#link && scheme === this.#told)) {
			return;
		}

		this.#link = link;
		this.#told = scheme;
		link.tellScheme(scheme);
	}
}

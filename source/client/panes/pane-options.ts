import type {HolderLink} from '../../link/holder-link.js';
import type {HolderNotice} from '../../protocol/holder.js';
import type {StyleTable} from '../../screen/style.js';
import type {ThemeName} from '../floor/model.js';

export type PaneOptions = {
	styles: StyleTable;
	/** Connects to the holder at a socket. What `begin` returns is sent right behind the hello. */
	connect: (socket: string, begin: () => HolderNotice[]) => Promise<HolderLink>;
	/** The person's theme, once it is known: programs that ask are told whether it is a dark or a light one. */
	theme?: () => ThemeName | undefined;
	/** The session that this client itself runs in: to show it would be a mirror before a mirror. */
	own?: string | undefined;
};

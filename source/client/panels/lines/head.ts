import type {ClientModel} from '../../floor/model.js';
import type {Line} from '../../theme/line.js';
import {inboxLine} from './inbox-line.js';
import {topLine} from './top-line.js';

/** The two lines above the panes. */
export const headLines = (model: ClientModel): Line[] => [topLine(model), inboxLine(model)];

import path from 'node:path';
import {packageRoot} from '../../source/base/package-root.js';

/** The cache of all people of the tests: what each would compile anew is the same program. */
export const sharedCache = path.join(packageRoot(), 'build', 'cache');

import {keepCompiled} from '../../base/keep-compiled.js';

// Before anything else is loaded.
keepCompiled();
await import('./main.js');

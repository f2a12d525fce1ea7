import process from 'node:process';
import type {HistoryCodec} from '../screen/engine.js';

// The quickest: a log takes a quarter of its room, and a third more time would spare a twentieth of that.
const level = 1;

/** Deflate, by Node's own zlib, which is loaded when it is first needed: most sessions have little history. */
export const historyCodec: HistoryCodec = {
	pack: bytes => new Uint8Array(zlib().deflateRawSync(bytes, {level})),
	unpack: bytes => new Uint8Array(zlib().inflateRawSync(bytes)),
};

const zlib = () => process.getBuiltinModule('node:zlib');

import type { Reader } from './reader.js';

export const readKinds: Reader = () => undefined;

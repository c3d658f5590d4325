import type { Reader } from './reader.js';

export const readExtent: Reader = () => undefined;

import type { Reader } from './reader.js';

export const readText: Reader = () => undefined;

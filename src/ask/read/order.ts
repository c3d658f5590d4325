import type { Reader } from './reader.js';

export const readOrder: Reader = () => undefined;

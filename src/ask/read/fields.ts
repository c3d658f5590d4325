import type { Reader } from './reader.js';

export const readFields: Reader = () => undefined;

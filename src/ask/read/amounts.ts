import type { Reader } from './reader.js';

export const readAmounts: Reader = () => undefined;

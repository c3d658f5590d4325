import type { Reader } from './reader.js';

export const readDates: Reader = () => undefined;

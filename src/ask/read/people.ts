import type { Reader } from './reader.js';

export const readPeople: Reader = () => undefined;

import type { Reader } from './reader.js';

export const readCompany: Reader = () => undefined;

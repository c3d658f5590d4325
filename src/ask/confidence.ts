import type { Draft } from './draft.js';

/** Below it a call is not made on the sentence's word alone. */
export const lowConfidence = 0.5;

/** How sure the reading of a sentence is, 0 to 1, with two digits. Of a write every unused word is a reason not to send it. */
export function confidenceOf({
  doubts,
  unused,
  method,
}: Pick<Draft, 'doubts' | 'unused' | 'method'>): number {
  const perWord = method === 'GET' ? 0.7 : 0.45;
  const sure = doubts.reduce((left, { weight }) => left * weight, perWord ** unused.length);
  return Math.round(sure * 100) / 100;
}

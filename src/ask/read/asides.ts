import type { Reader } from './reader.js';

/** `that we look after`, `marked as`: words around what was understood that say no more than it does. Runs when dates and states have been read. */
export const readAsides: Reader = (sentence) => {
  for (const form of [...besideTaken, ourVerb]) sentence.takeEach(form, '');
};

const besideTaken: readonly RegExp[] = [
  /(?<![\p{L}\p{N}])(?:marked|flagged|listed|tagged|recorded|classed|classified|registered|shown|known)\s+(?:as|to\s+be)(?:\s+(?:an?|being))?(?=\s*\u0000)/u,
  /(?<=\u0000\s*)(?:flag|status|state|condition)(?=\s*(?:$|[.,;!?\u0000]))/u,
  /(?<![\p{L}\p{N}])already(?![\p{L}\p{N}])/u,
  // "Have we got any".
  /(?<=(?<!\p{L})(?:have|has|had|['’]ve|['’]s)\s(?:\S+\s){0,3})got(?![\p{L}\p{N}])/u,
];

/** `which we buy`, `did we look after`. */
const ourVerb =
  /(?<![\p{L}\p{N}])(?:(?:that|which|who|do|did|are|have)\s+)?(?:we|you|they)(?:['’](?:ve|re|d|ll))?\s+(?:(?:have|had|are|were|do|did|currently|still|actually|also|usually|can|could|will|must)\s+)*\p{Ll}{2,}(?:\s+(?:after|up|out|off)(?!\p{L}))?(?=\s*(?:$|[.,;!?\u0000]|(?:for|from|at|with|to|on|in|as|by|of)\s))/u;

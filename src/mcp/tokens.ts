/**
 * About how many tokens of a language model (o200k) a text takes, rather too many than too few: what is cut to fit must
 * fit. The text is cut as the tokenizer cuts it; what a piece costs was measured on records, prose, keys and noise. A
 * tokenizer itself takes 2 MB and longer to load than everything else here.
 */
export function estimateTokens(text: string): number {
  let sum = 0;
  for (const { 0: piece, groups: { run, word, signs } = {} } of text.matchAll(pieces)) {
    if (run !== undefined) sum += isNoise(run) ? run.length * 0.74 : wordsCost(run);
    else if (word !== undefined) sum += wordsCost(word);
    else if (signs !== undefined) sum += signsCost(piece);
    else sum += 1;
  }
  return Math.ceil(sum * margin);
}

const margin = 1.05;

const pieces =
  /(?<run>[A-Za-z0-9+]{16,}={0,2})|(?<word>[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+)|\p{N}{1,3}|(?<signs> ?[^\s\p{L}\p{N}]+[\r\n/]*)|\s*[\r\n]+|\s+/gu;

/** Whether letters and digits are those of base64 and the like, which have no words. */
function isNoise(run: string): boolean {
  const turns = run.match(/[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][a-zA-Z]|[A-Z]{2}[a-z]/g) ?? [];
  return turns.length >= run.length / 4;
}

function wordsCost(text: string): number {
  if (foreign.test(text)) return foreignCost(text);
  let sum = 0;
  for (const { groups: { sign, word } = {} } of text.matchAll(parts)) {
    if (word === undefined) sum += 1;
    else sum += wordCost(word) + signBefore(sign ?? '', word);
  }
  return sum;
}

/** Words as capitals in their middle divide them, with what stands before the first. */
const parts = /(?<sign>[^A-Za-z0-9]?)(?<word>[A-Z]*[a-z]+|[A-Z]+)|\d{1,3}|./g;

/** A blank belongs to its word; another sign does so with common short words alone. */
function signBefore(sign: string, { length }: string): number {
  if (sign === '' || sign === ' ') return 0;
  return length > 5 ? 0.75 : 0.5;
}

function wordCost(word: string): number {
  const { length } = word;
  if (length === 1) return 1;
  if (length === 2) return /[A-Z][^aeiou]/.test(word) ? 1.3 : 1.05;
  if (/[A-Z].*[A-Z]/.test(word)) return Math.max(1.3, length * 0.64);
  if (!/[aeiouy]/i.test(word)) return Math.max(1.3, length * 0.58);
  return lengthCost(length) + (word.match(rareInWords) ?? []).length * 0.75;
}

function lengthCost(length: number): number {
  if (length <= 6) return 1.06;
  if (length <= 8) return 1.16;
  if (length <= 10) return 1.35;
  return length <= 13 ? 1.65 : length * 0.2;
}

/** Letters that hardly stand together in words. */
const rareInWords = /[^aeiouy]{4}|[jqxz]|[aeiou]{4}|[bcdfgjkpqvwxz][bcdfgjmpqvwxz]/gi;

function signsCost(signs: string): number {
  if (foreign.test(signs)) return foreignCost(signs);
  const { length } = signs;
  if (length === 1) return 1;
  if (/^ ?[{}[\]":,]+$/.test(signs)) return jsonSigns[length] ?? length * 0.46;
  if (length === 2) return 1.08;
  return /^ ?(.)\1+$/.test(signs) ? Math.max(1.2, length * 0.3) : length * 0.64;
}

/** By how many there are. */
const jsonSigns = [0, 1, 1, 1.04, 1.4];

const foreign = /[^\0-\x7f]/;

function foreignCost(text: string): number {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    sum += foreignCosts.find(([end]) => code < end)?.[1] ?? 3;
  }
  return sum;
}

/** What a character costs among others at random, by the end of its block; text in a language costs less. */
const foreignCosts: readonly [end: number, cost: number][] = [
  [0x80, 0.5],
  [0x100, 1.05],
  [0x250, 1.6],
  [0x370, 2.4],
  // Greek, Cyrillic; then Hebrew and Arabic
  [0x530, 1.1],
  [0x590, 2.4],
  [0x700, 1],
  [0x2000, 2.4],
  // Dashes, quotes, joiners
  [0x2070, 1.2],
  [0x3040, 2.4],
  // Kana
  [0x3100, 1.25],
  [0x4e00, 2.4],
  // Han
  [0xa000, 2],
  [0xac00, 2.4],
  // Hangul
  [0xd7b0, 2.35],
  [0xfe00, 2.4],
  [0xfe10, 1],
  [0x1_0000, 2.4],
];

/** The numbers that a noun stands with. */
export interface Numbers {
  /** Numbers of records; none where the noun stands alone. */
  ids: string[];
  /** What they were called; empty where nothing says. */
  idWord: '' | 'id' | 'number';
  /** Numbers with letters in them, as some records have one beside their id: `PO1001`. */
  codes: string[];
}

/** What numbers are counted in: they are amounts, and no ids. */
const unit = String.raw`\s*(?:%|(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|quarters?|years?|percent|usd|eur|gbp|dollars?|euros?|people|users?|times?|rows?)\b|(?:newest|oldest|latest|most)\b(?!\s+(?:\p{L}+\s+)?first\b))`;
const list = String.raw`(#?\d+(?:(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|&)\s+)#?\d+)*)(?!\d|[\p{L}_]|[.:/-]\d|${unit})(?:['’]s)?`;
const called = new RegExp(
  String.raw`^(?:['’]s)?(?:\s+(?:with|whose|having|by))?(?:\s+(?:the|an?))?(?:\s+record)?\s+(ids?|numbers?|no\.?|nos\.?|nr\.?|nbr\.?|num\.?)\s*(?:of|is|are|in|=|:)?\s*\(?${list}\)?`,
  'iu',
);
const bare = new RegExp(String.raw`^\s*:?\s*${list}`, 'iu');
const coded =
  /^(?:\s+(?:number|no\.?|nr\.?))?\s+#?([A-Z]{1,4}-?\d+(?:(?:\s*,\s*|\s+(?:and|or)\s+)#?[A-Z]{1,4}-?\d+)*)(?![\p{L}\p{N}-])/iu;

/** The numbers that stand behind a noun: `12`, `#12`, `number 12`, `with the id 12`, `1, 2 and 3`. */
export function numbersAt(
  text: string,
  at: number,
  isMany: boolean,
): (Numbers & { to: number }) | undefined {
  const behind = text.slice(at);
  const said = called.exec(behind);
  const match = said ?? bare.exec(behind);
  if (match === null) {
    const code = coded.exec(behind);
    return code === null
      ? undefined
      : {
          ids: [],
          idWord: 'number',
          codes: code[1]?.match(/[A-Z]+-?\d+/gi) ?? [],
          to: at + code[0].length,
        };
  }
  const numbers = (match[2] ?? match[1] ?? '').match(/\d+/g) ?? [];
  // "tickets 5": of many, a number alone may be anything.
  const isPlain = said === null && !match[0].includes('#');
  if (isMany && numbers.length < 2 && isPlain) return undefined;
  const idWord = said === null ? '' : /^id/i.test(said[1] ?? '') ? 'id' : 'number';
  return { ids: numbers, idWord, codes: [], to: at + match[0].length };
}

/**
 * Splitting of names into words. `workroles` is two words because `WorkRole` occurs elsewhere in the same
 * definition: the lexicon is learnt from all names that show their own word boundaries.
 */
export class Lexicon {
  readonly #joined = new Map<string, string[]>();

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const words = splitCase(name);
      for (let from = 0; from < words.length; from++) {
        for (let to = from + 2; to <= Math.min(words.length, from + 4); to++) {
          const run = words.slice(from, to);
          this.#joined.set(run.join('').toLowerCase(), run);
        }
      }
    }
  }

  /** The words of one path segment or name, lower-case but for acronyms. */
  words(name: string): string[] {
    return splitCase(name)
      .flatMap((part) => this.#known(part) ?? [part])
      .map(lowerWord);
  }

  #known(part: string): string[] | undefined {
    const key = part.toLowerCase();
    const found = this.#joined.get(key);
    if (found !== undefined) return found;
    const stem = singular(key);
    const base = stem === key ? this.#joined.get(`${key}s`) : this.#joined.get(stem);
    if (base === undefined) return undefined;
    const last = base.at(-1) ?? '';
    return [...base.slice(0, -1), stem === key ? singular(last) : plural(last)];
  }
}

/** `purchaseOrderID2` → purchase, Order, ID, 2. Microsoft 365 is one word. */
export function splitCase(name: string): string[] {
  return name.match(/[Mm]365|[A-Z]+s?(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
}

const acronyms = new Set([
  'id',
  'gl',
  'sla',
  'rma',
  'po',
  'udf',
  'crm',
  'kpi',
  'sso',
  'ldap',
  'imap',
  'm365',
  'url',
  'pdf',
  'os',
  'iam',
  'it',
  'api',
]);

function lowerWord(word: string): string {
  const lower = word.toLowerCase();
  if (acronyms.has(lower)) return lower === 'it' && word !== 'It' ? lower : lower.toUpperCase();
  if (lower.endsWith('s') && acronyms.has(lower.slice(0, -1)) && lower !== 'its')
    return `${lower.slice(0, -1).toUpperCase()}s`;
  return lower;
}

const irregular: Record<string, string> = {
  children: 'child',
  statuses: 'status',
  status: 'status',
  addresses: 'address',
  address: 'address',
  taxes: 'tax',
  boxes: 'box',
  classes: 'class',
  class: 'class',
  access: 'access',
  business: 'business',
  analysis: 'analysis',
  process: 'process',
  previous: 'previous',
  sales: 'sales',
  series: 'series',
  licenses: 'license',
  expenses: 'expense',
  purchases: 'purchase',
  databases: 'database',
  bases: 'base',
  warehouses: 'warehouse',
  causes: 'cause',
  cases: 'case',
  phases: 'phase',
  releases: 'release',
  responses: 'response',
};

/** English singular of one word, as far as names of business records need it. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  const known = irregular[lower];
  if (known !== undefined) return matchCase(word, known);
  if (lower.endsWith('s') && acronyms.has(lower.slice(0, -1))) return word.slice(0, -1);
  if (/(?:ss|us|is)$/.test(lower) || !lower.endsWith('s') || lower.length < 4) return word;
  if (lower.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ses|xes|ches|shes|sses)$/.test(lower)) return word.slice(0, -2);
  return word.slice(0, -1);
}

export function plural(word: string): string {
  const lower = word.toLowerCase();
  if (singular(word) !== word) return word;
  if (/(?:[sx]|ch|sh)$/.test(lower)) return `${word}es`;
  return /[^aeiou]y$/.test(lower) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function matchCase(pattern: string, word: string): string {
  return /^[A-Z]/.test(pattern) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

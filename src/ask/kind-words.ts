import { kindOf, lookUp, type ValueKind } from '../conditions/shape.js';
import { companyOf } from './companies.js';
import { fieldWords } from './field-words.js';
import { inPlural } from './phrase-pattern.js';
import type { Subject } from './subject.js';
import { ends } from './words.js';

/** A field that a value stands beside. */
export interface KindWord {
  path: string;
  kind: ValueKind;
  schema: string | undefined;
  /** A word of many meanings: what follows it is a name only where that is plain. */
  isLoose: boolean;
  /** How many words it is said with. */
  words: number;
}

/** Words that a value stands beside, with the fields that they mean. */
export function kindWords(subject: Subject): Map<string, KindWord> {
  const { lore, shape } = subject;
  const words = new Map<string, KindWord>();
  const add = (phrase: string, path: string | undefined, isLoose = false) => {
    if (path === undefined || phrase === '' || ends.has(phrase) || words.has(phrase)) return;
    const found = lookUp(path, shape);
    const kind = found.kind === 'found' ? kindOf(found.field) : 'any';
    if (!named.has(kind)) return;
    const schema = found.kind === 'found' ? found.field.schema : undefined;
    words.set(phrase, {
      path,
      kind,
      schema,
      isLoose: isLoose || kind === 'text',
      words: phrase.split(' ').length,
    });
  };
  for (const [phrase, path] of Object.entries(lore.kinds)) {
    add(phrase, path);
    add(inPlural(phrase), path);
  }
  for (const phrase of ['prio', 'pri', 'priorities']) add(phrase, lore.kinds['priority']);
  const company = companyOf(subject);
  for (const phrase of ['company', 'companies']) add(phrase, company);
  for (const phrase of ['client', 'customer', 'account', 'organization', 'organisation'])
    add(phrase, company, true);
  for (const phrase of ['member', 'technician', 'tech', 'engineer']) add(phrase, lore.who['']);
  for (const [phrase, path] of fieldWords(subject)) add(phrase, path);
  return words;
}

const named = new Set<ValueKind>(['reference', 'list', 'enum', 'text']);

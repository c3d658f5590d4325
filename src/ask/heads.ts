import type { Mention } from './mentions.js';
import { isAside, type Chunk } from './tokens.js';
import { carriesNothing } from './words.js';

/** A chunk of a sentence with the nouns in it. */
export interface Part {
  chunk: Chunk;
  mentions: Mention[];
}

/** A noun that the sentence may be about, and those that may name what it belongs to, the likeliest first. */
export interface Head {
  mention: Mention;
  part: Part;
  owners: Owner[];
  /** A single thing: it counts only as what belongs to an owner. */
  belongs: boolean;
  /** It stands where the sentence says more of something else. */
  isAside: boolean;
}

export interface Owner {
  mention: Mention;
  part: Part;
}

/** Words before what a record says. */
const text = /^(?:about|containing|mentioning|regarding|concerning|with|without)$/;

/** Words before a record that belongs to another one. */
const owning =
  /^(?:of|on|for|in|at|from|to|under|within|against|inside|below|attached|linked|belonging|related|into|by|with|does|do|did)$/;

/**
 * The nouns that a sentence may be about, the likeliest first: many, or a record by its number, where the sentence
 * itself speaks of them; then a single thing of a record, the record that something is asked of, and what is left.
 */
export function headsOf(parts: readonly Part[]): Head[] {
  const main = parts.filter(({ chunk }) => !isAside(chunk));
  const aside = parts.filter(({ chunk }) => isAside(chunk) && !text.test(chunk.lead ?? ''));
  const hasMain = main.some(({ chunk }) => chunk.tokens.some((one) => !carriesNothing(one.text)));
  const all = (some: readonly Part[], fits: (mention: Mention) => boolean, belongs = false) =>
    some.flatMap((part) =>
      part.mentions.filter(fits).map((mention) => ({
        mention,
        part,
        owners: ownersOf(mention, part, parts),
        belongs,
        isAside: hasMain && isAside(part.chunk) && !isNumbered(mention) && !isPool(part, mention),
      })),
    );
  const byPart = main.flatMap((part) => [
    ...all([part], ({ isMany, isVague }) => isMany && !isVague),
    ...all([part], ({ isVague }) => isVague, true),
    ...all([part], isSingle, true).filter(({ owners }) => owners.some((one) => one.part === part)),
    ...all([part], (mention) => !mention.isMany && isNumbered(mention) && !mention.isBare),
  ]);
  const pool = aside.flatMap((part) => all([part], (mention) => isPool(part, mention)));
  const isOtherwiseNamed = pool.length > 0 && byPart.every(({ mention }) => mention.isSynonym);
  // Ticket 5, its notes: what is below a record that was named before.
  const [first] = byPart;
  const below =
    first !== undefined && isNumbered(first.mention)
      ? byPart.filter(({ mention }) => mention.isMany && isAbove(first.mention, mention))
      : [];
  return [
    ...below,
    ...(isOtherwiseNamed ? pool : []),
    ...byPart,
    ...all(main, isSingle, true),
    ...pool,
    ...all(aside, ({ isMany, isVague }) => isMany && !isVague).filter(({ part, owners }) =>
      owners.some((one) => one.part === part),
    ),
    ...all(aside, (mention) => isNumbered(mention) && (!mention.isBare || byPart.length === 0)),
    // The last word of a name tells what it is: a board team is a team.
    ...all(main, isSingle).reverse(),
    ...all(aside, ({ isMany }) => isMany),
    ...all(aside, isSingle),
    ...all(main, ({ isVague }) => isVague),
  ];
}

/** Many of which some are meant: a sum of hours, office managers in contacts, issues on project tickets. */
export function isPool({ chunk }: Part, mention: Mention): boolean {
  const { isMany, isVague, isSynonym } = mention;
  if (!isMany || isVague || isNumbered(mention)) return false;
  return chunk.lead === 'of' || (!isSynonym && /^(?:in|from|among|on)$/.test(chunk.lead ?? ''));
}

/** Whether it stands with the number of a record. */
export function isNumbered({ ids, codes }: Mention): boolean {
  return ids.length > 0 || codes.length > 0;
}

function isSingle(mention: Mention): boolean {
  return !mention.isMany && !mention.isVague && !isNumbered(mention);
}

function isAbove(owner: Mention, { nouns }: Mention): boolean {
  return nouns.some(({ above }) => owner.nouns.some(({ path }) => path === above));
}

/** Nouns before the head in its own phrase, and those that a preposition brings after or before it. */
export function ownersOf(head: Mention, own: Part, parts: readonly Part[]): Owner[] {
  // "Ticket 5 notes", and "notes ticket 5".
  const at = own.mentions.indexOf(head);
  const beside = own.mentions
    .filter(
      (mention, place) => (mention.to <= head.from || place === at + 1) && isNumbered(mention),
    )
    .map((mention) => ({ mention, part: own }));
  const others = parts.filter((part) => part !== own);
  const brought = others
    .filter(({ chunk }) => owning.test(chunk.lead ?? ''))
    .flatMap((part) => part.mentions.slice(0, 1).map((mention) => ({ mention, part })));
  // "I am at ticket 5 and need its notes": a record that is spoken of.
  const spokenOf = others
    .filter(({ chunk }) => !isAside(chunk))
    .flatMap((part) => part.mentions.filter(isNumbered).map((mention) => ({ mention, part })));
  return [...beside, ...brought, ...spokenOf.filter(({ mention }) => isAbove(mention, head))];
}

import { contentKey, slugOf, type SharedEntry } from './entry.js';

/** How often an entry was used, and when. */
type Use = Pick<SharedEntry, 'usage_count' | 'last_used' | 'created'>;

/** What has to be known of an entry that is there to tell what a shared one is to it. */
export interface OwnEntry extends Use {
  id: number;
  slug: string;
  description: string;
  content: string;
}

/** A shared entry that has the name of another call. */
export interface Conflict {
  /** The one that has it. */
  slug: string;
  imported_as: string;
  description: string;
}

/** What taking shared entries in does. */
export interface MergePlan {
  /** New ones, under the slugs that they get. */
  added: SharedEntry[];
  /** Those whose call is there already, with their use joined. */
  merged: (Use & { id: number })[];
  /** Those that take the place of another call of their name. */
  replaced: { id: number; entry: SharedEntry }[];
  unchanged: number;
  /** How many stand there more than once. */
  repeated: number;
  conflicts: Conflict[];
}

/**
 * Tells what becomes of shared entries. The same call is one entry, which keeps its own name. Another call with the slug or
 * the description of one that is there gets the next free slug, or its place where `replace` says so; a call that is
 * among the shared ones itself never loses its place.
 */
export function planMerge(
  own: readonly OwnEntry[],
  shared: readonly SharedEntry[],
  replace: boolean,
): MergePlan {
  const contents = joined(shared);
  const plan: MergePlan = {
    ...{ added: [], merged: [], replaced: [], conflicts: [], unchanged: 0 },
    repeated: shared.length - contents.size,
  };
  const bySame = firstBy(own, ({ content }) => content);
  const bySlug = firstBy(own, ({ slug }) => slug);
  const byDescription = firstBy(own, ({ description }) => description);
  const settled = new Set<number>();
  const fresh: SharedEntry[] = [];
  for (const [content, entry] of contents) {
    const same = bySame.get(content);
    if (same === undefined) {
      fresh.push(entry);
      continue;
    }
    settled.add(same.id);
    const use = joinUse(same, entry);
    if (isSameUse(use, same)) plan.unchanged++;
    else plan.merged.push({ id: same.id, ...use });
  }
  const slugs = new Slugs(own.map(({ slug }) => slug));
  const late: [SharedEntry, OwnEntry][] = [];
  for (const entry of fresh) {
    const rival = bySlug.get(entry.slug) ?? byDescription.get(entry.description);
    if (rival === undefined) plan.added.push({ ...entry, slug: slugs.take(entry) });
    else if (replace && !settled.has(rival.id)) {
      settled.add(rival.id);
      plan.replaced.push({ id: rival.id, entry: { ...entry, slug: rival.slug } });
    } else late.push([entry, rival]);
  }
  // Last, so that no other loses its own slug to them.
  for (const [entry, rival] of late) {
    const { description } = entry;
    const slug = slugs.take(entry);
    plan.added.push({ ...entry, slug });
    plan.conflicts.push({ slug: rival.slug, imported_as: slug, description });
  }
  return plan;
}

/** Entries by their calls, each once, in their order; of several the first gives the name. */
export function joined(entries: readonly SharedEntry[]): Map<string, SharedEntry> {
  const contents = new Map<string, SharedEntry>();
  for (const entry of entries) {
    const content = contentKey(entry);
    const first = contents.get(content);
    contents.set(content, first === undefined ? entry : { ...first, ...joinUse(first, entry) });
  }
  return contents;
}

/** The larger count, the later use, the earlier beginning: the same whichever comes first, and however often. */
function joinUse(one: Use, other: Use): Use {
  const times = [one.last_used, other.last_used].filter((time) => time !== null).sort();
  return {
    usage_count: Math.max(one.usage_count, other.usage_count),
    last_used: times.at(-1) ?? null,
    created: one.created < other.created ? one.created : other.created,
  };
}

function isSameUse(one: Use, other: Use): boolean {
  return (
    one.usage_count === other.usage_count &&
    one.last_used === other.last_used &&
    one.created === other.created
  );
}

function firstBy(
  own: readonly OwnEntry[],
  key: (entry: OwnEntry) => string,
): Map<string, OwnEntry> {
  const found = new Map<string, OwnEntry>();
  for (const entry of own) if (!found.has(key(entry))) found.set(key(entry), entry);
  return found;
}

/** Slugs, each given away once. */
class Slugs {
  readonly #taken: Set<string>;
  /** The number to try next, by the slug that it stands behind: a thousand entries may share one description. */
  readonly #next = new Map<string, number>();

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** The entry's own slug where nobody has it, else the next free one of its description. */
  take({ slug, description }: SharedEntry): string {
    const plain = slugOf(description);
    let free = slug;
    let number = this.#next.get(plain) ?? 2;
    while (this.#taken.has(free)) free = `${plain}-${number++}`;
    this.#next.set(plain, number);
    this.#taken.add(free);
    return free;
  }
}

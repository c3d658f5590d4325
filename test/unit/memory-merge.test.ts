import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Method } from '../../src/catalog/model.js';
import { contentKey, isSlug, slugOf, type SharedEntry } from '../../src/memory/entry.js';
import { shownDescription } from '../../src/memory/description.js';
import { exportOf } from '../../src/memory/export.js';
import { candidatesIn, checkAll } from '../../src/memory/import.js';
import type { Memory } from '../../src/memory/memory.js';
import { openTestMemory } from '../support/test-memory.js';
import { planMerge, type OwnEntry } from '../../src/memory/merge.js';
import { toJson } from '../../src/text/json.js';
import { temporaryFolder } from '../support/run-cwm.js';

const began = '2026-01-01T00:00:00.000Z';

function entry(description: string, id: number, more: Partial<SharedEntry> = {}): SharedEntry {
  return {
    ...{ slug: slugOf(description), description, method: 'GET', path: `/service/tickets/${id}` },
    ...{ params: {}, data: null, usage_count: 0, last_used: null, created: began },
    ...more,
  };
}

const owned = (...entries: SharedEntry[]): OwnEntry[] =>
  entries.map((one, index) => ({ ...one, id: index + 1, content: contentKey(one) }));

const slugs = (entries: readonly SharedEntry[]) =>
  entries.map(({ slug, path }) => `${path.split('/').at(-1) ?? ''} ${slug}`);

describe('a merge', () => {
  test('leaves slugs to those that have them, and numbers only who comes second', () => {
    const own = owned(entry('Open', 1));
    const plan = planMerge(own, [entry('Open', 2), entry('Open', 3, { slug: 'open-2' })], false);
    expect(slugs(plan.added)).toEqual(['2 open-2', '3 open-3']);
    const other = entry('Other', 4, { slug: 'open-2' });
    expect(slugs(planMerge(own, [entry('Open', 2), other], false).added)).toEqual([
      '4 open-2',
      '2 open-3',
    ]);
  });

  test('takes the same description for the same name', () => {
    const own = owned(entry('Open', 1, { slug: 'open-7' }));
    const plan = planMerge(own, [entry('Open', 2)], false);
    expect(plan.conflicts).toEqual([{ slug: 'open-7', imported_as: 'open', description: 'Open' }]);
  });

  test('replaces each of the own ones once, and none whose call is among the imported ones', () => {
    const own = owned(entry('Open', 1), entry('New', 2));
    const theirs = [entry('Open', 3), entry('Open', 4), entry('New', 5), entry('Theirs', 2)];
    const plan = planMerge(own, theirs, true);
    expect(plan.replaced.map(({ id, entry: one }) => `${id} ${one.path}`)).toEqual([
      '1 /service/tickets/3',
    ]);
    expect(plan.unchanged).toBe(1);
    expect(plan.conflicts.map(({ imported_as }) => imported_as)).toEqual(['open-2', 'new-2']);
  });

  test('joins the use of one call that is kept for several connections once', () => {
    const call = entry('Open', 1, { usage_count: 3 });
    const own = owned(call, { ...call, slug: 'open-2', usage_count: 9 });
    expect(planMerge(own, [{ ...call, usage_count: 5 }], false).merged).toEqual([
      { id: 1, usage_count: 5, last_used: null, created: began },
    ]);
  });

  test('gives thousands of calls of one name a slug each', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => entry('Open', index + 2));
    const { added } = planMerge(owned(entry('Open', 1)), many, false);
    expect(new Set(added.map(({ slug }) => slug)).size).toBe(2_000);
    expect(added.at(-1)?.slug).toBe('open-2001');
  });
});

test.each([
  ['  Open\n\ttickets ', 'Open tickets'],
  ['a\u0000b\u001b[31mc', 'ab[31mc'],
  ['left\u202eright\u2066', 'leftright'],
  ['soft\u00adhyphen \u{e0041}tags\ufeff', 'softhyphen tags'],
  ['\u200b\n', ''],
  ['😀'.repeat(150), `${'😀'.repeat(99)}…`],
])('the description %j is kept as %j', (text, kept) => {
  expect(shownDescription(text)).toBe(kept);
  expect(shownDescription(kept)).toBe(kept);
});

/** Few values each, so that calls and names meet; texts that are hard to keep among them. */
const text = fc.oneof(
  fc.constantFrom('a', 'B b', '{x}', '{{', '12'),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('{', '}', '=', '"', '\\', '\u2028', '😀', 'ß', 'İ') }),
);
const value = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(text, tie('json'), { maxKeys: 3 }),
  ),
})).json;
const time = fc
  .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const shared: fc.Arbitrary<SharedEntry> = fc
  .record({
    description: text.map(shownDescription).filter((one) => one !== ''),
    number: fc.constantFrom('', '-2', '-3'),
    method: fc.constantFrom<Method>('GET', 'POST', 'DELETE'),
    path: fc.constantFrom('/service/tickets', '/service/tickets/{id=1}', '/Service/Boards/1'),
    params: fc.dictionary(
      text,
      value.filter((one) => one !== null),
      { maxKeys: 2 },
    ),
    data: fc.oneof(fc.constant(null), value),
    usage_count: fc.nat({ max: 9 }),
    last_used: fc.option(time),
    created: time,
  })
  .map(({ number, ...one }) => ({ ...one, slug: `${slugOf(one.description)}${number}` }));
const several = fc.array(shared, { maxLength: 6 });

/** A memory that is empty whenever it is used anew: making a file for each run would take the most time. */
function emptied(): <T>(use: (memory: Memory) => T) => T {
  const memory = openTestMemory(join(temporaryFolder(), 'memory.db'));
  onTestFinished(() => memory.close());
  return (use) => {
    memory.entries.clear();
    return use(memory);
  };
}

const everything = ({ entries }: Memory) => exportOf(entries.list({ limit: -1 }));

/** What an export holds after its way through a file. */
function read(memory: Memory): SharedEntry[] {
  const rules = { readPath: (path: string) => ({ path, query: {} }), now: new Date() };
  const { entries, invalid } = checkAll(
    candidatesIn(toJson(everything(memory)), 'the export'),
    rules,
  );
  expect(invalid).toEqual([]);
  return entries;
}

describe('whatever is kept', () => {
  test('an export that is taken into an empty memory is the same when it is exported again', () => {
    const [withMemory, withOther] = [emptied(), emptied()];
    fc.assert(
      fc.property(several, several, (first, second) => {
        withMemory((memory) => {
          memory.entries.merge(first, false);
          memory.entries.merge(second, true);
          withOther((other) => {
            other.entries.merge(read(memory), false);
            expect(toJson(everything(other))).toBe(toJson(everything(memory)));
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  test('taking the same in a second time changes nothing', () => {
    const withMemory = emptied();
    fc.assert(
      fc.property(several, several, fc.boolean(), (own, theirs, replace) => {
        withMemory((memory) => {
          memory.entries.merge(own, false);
          memory.entries.merge(theirs, replace);
          const before = memory.entries.list({ limit: -1 });
          const again = memory.entries.merge(theirs, replace);
          expect(memory.entries.list({ limit: -1 })).toEqual(before);
          expect(again).toMatchObject({ added: [], merged: [], replaced: [], conflicts: [] });
        });
      }),
      { numRuns: 60 },
    );
  });

  test('two memories hold the same calls and use, whichever is taken into the other', () => {
    const withMemory = emptied();
    const held = (one: readonly SharedEntry[], other: readonly SharedEntry[]) =>
      withMemory((memory) => {
        memory.entries.merge(one, false);
        memory.entries.merge(other, false);
        const uses = everything(memory).entries.map((kept) => [
          contentKey(kept),
          ...[kept.usage_count, kept.last_used, kept.created],
        ]);
        return new Map(uses.map(([content, ...use]) => [content, use]));
      });
    fc.assert(
      fc.property(several, several, (one, other) => {
        expect(held(one, other)).toEqual(held(other, one));
      }),
      { numRuns: 60 },
    );
  });

  test('no two entries share a slug, and each slug is one', () => {
    const withMemory = emptied();
    fc.assert(
      fc.property(several, several, fc.boolean(), (own, theirs, replace) => {
        withMemory((memory) => {
          memory.entries.merge(own, false);
          memory.entries.merge(theirs, replace);
          const taken = memory.entries.list({ limit: -1 }).map(({ slug }) => slug);
          expect(new Set(taken).size).toBe(taken.length);
          expect(taken.filter((slug) => !isSlug(slug))).toEqual([]);
        });
      }),
      { numRuns: 60 },
    );
  });
});

import { afterAll, describe, expect, inject, test } from 'vitest';
import { confidenceOf, lowConfidence } from '../../src/ask/confidence.js';
import type { Draft } from '../../src/ask/draft.js';
import { conditionsOf } from '../../src/ask/either.js';
import { readSentence } from '../../src/ask/plan.js';
import type { World } from '../../src/ask/world.js';
import { Catalog } from '../../src/catalog/catalog.js';

/** What sentences are read against: the catalog, and a Monday. It is closed when the tests of the file are over. */
export function openWorld(): World {
  const catalog = new Catalog(inject('catalogFile'));
  afterAll(() => catalog.close());
  return { catalog, today: () => '2026-11-23' };
}

/** A sentence of which something has to be read. */
export function readIn(world: World): (sentence: string) => Draft {
  return (sentence) => {
    const draft = readSentence(sentence, world);
    if (draft === undefined) throw new Error(`nothing was read in "${sentence}"`);
    return draft;
  };
}

/** What chooses among the records: the clauses that all hold, then those of which one is enough. */
export function choiceOf(draft: Draft): { all: string[]; any: string[] } {
  const any = conditionsOf(draft);
  return { all: draft.filters.map(({ where }) => where), any: any === undefined ? [] : [any] };
}

/** A write as its line, with what it sets and empties. */
export function orderIn(world: World) {
  return (sentence: string): { call: string; sets: string[]; sure: boolean } => {
    const draft = readSentence(sentence, world);
    if (draft === undefined) return { call: '', sets: [], sure: false };
    const { method, path, settings, unset = [] } = draft;
    const sets = [
      ...settings.map((one) => `${one.path}=${one.value}`),
      ...unset.map((one) => `-${one}`),
    ];
    return {
      call: `${method} ${path}`,
      sets: sets.toSorted(),
      sure: confidenceOf(draft) >= lowConfidence,
    };
  };
}

/** Sentences by what they have in common, each with the line of its write and what that sets. */
export type Orders = Record<string, [sentence: string, call: string, sets: string[]][]>;

/** A test for each sentence: it is a sure write, and this one. */
export function testOrders(orders: Orders, read: ReturnType<typeof orderIn>): void {
  for (const [what, sentences] of Object.entries(orders))
    describe(what, () => {
      test.each(sentences)('%s', (sentence, call, sets) => {
        expect(read(sentence)).toEqual({ call, sets: sets.toSorted(), sure: true });
      });
    });
}

import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { knownPaths, loreOf } from '../../src/ask/phrases.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { recordShape } from '../../src/catalog/record-shape.js';
import { findingsIn } from '../../src/conditions/check/findings.js';
import { buildWhere } from '../../src/conditions/where/where.js';
import { kindOf, lookUp, type RecordShape } from '../../src/conditions/shape.js';
import { parseDays, parseMoment } from '../../src/dates/moment.js';

let catalog: Catalog;
const shapes = new Map<string, RecordShape>();

beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
  for (const path of knownPaths()) {
    const list = catalog.onPath(path).find(({ method }) => method === 'GET');
    if (list !== undefined) shapes.set(path, recordShape(catalog, list));
  }
});
afterAll(() => catalog.close());

const clock = { now: new Date('2026-11-02T15:00:00Z'), zone: 'UTC' };

/** What is wrong with a clause; undefined where nothing is. */
function faultOf(where: string, shape: RecordShape): string | undefined {
  try {
    const { warnings } = buildWhere(where, {
      shape,
      check: true,
      readDate: (text, isDay) => (isDay ? parseDays : parseMoment)(text, clock),
      me: () => 'jdoe',
    });
    return warnings[0];
  } catch (error) {
    return String(error);
  }
}

function each(read: (path: string, shape: RecordShape) => (string | undefined)[]): string[] {
  return [...shapes].flatMap(([path, shape]) =>
    read(path, shape).flatMap((fault) => (fault === undefined ? [] : [`${path}: ${fault}`])),
  );
}

test('every resource is a list of the catalog', () => {
  expect(knownPaths().filter((path) => (shapes.get(path)?.schema ?? null) === null)).toEqual([]);
});

test('no noun belongs to two resources', () => {
  const nouns = knownPaths().flatMap((path) => {
    const { nouns, faint, sorts } = loreOf(path);
    return [...nouns, ...faint, ...Object.keys(sorts)];
  });
  expect(nouns.filter((noun, at) => nouns.indexOf(noun) !== at)).toEqual([]);
});

test('words are in lower case, with single blanks and no hyphens between them', () => {
  const wrong = knownPaths().flatMap((path) => {
    const { nouns, faint, states, when, who, kinds, amounts, sorts, usual, fields, order } =
      loreOf(path);
    return [states, when, who, kinds, amounts, sorts, usual, fields, order]
      .flatMap((words) => Object.keys(words))
      .concat(nouns, faint)
      .filter(
        (word) =>
          word !==
          word
            .toLowerCase()
            .trim()
            .replaceAll(/[\s-]+/g, ' '),
      );
  });
  expect(wrong).toEqual([]);
});

test('no word beside a date ends with one that the date begins with', () => {
  const wrong = knownPaths().flatMap((path) =>
    Object.keys(loreOf(path).when).filter((word) =>
      / (?:by|on|since|from|before|after)$/.test(word),
    ),
  );
  expect(wrong).toEqual([]);
});

test('every clause of a state, a sort or a usual name is one that --where takes', () => {
  const faults = each((path, shape) => {
    const { states, sorts, usual } = loreOf(path);
    return [states, sorts, usual].flatMap((words) =>
      Object.entries(words).flatMap(([word, clauses]) =>
        clauses.map((clause) => {
          const fault = faultOf(clause, shape);
          return fault === undefined ? undefined : `${word}: ${clause}: ${fault}`;
        }),
      ),
    );
  });
  expect(faults).toEqual([]);
});

test('every field is one of its records, and of the kind that its words speak of', () => {
  const faults = each((path, shape) => {
    const { when, who, kinds, amounts, text, company } = loreOf(path);
    const wrong = (of: string, field: string, holds: (kind: string) => boolean) => {
      if (field === 'assigned') return undefined;
      const found = lookUp(field, shape);
      if (found.kind !== 'found') return `${of}: no field ${field}`;
      return holds(kindOf(found.field)) ? undefined : `${of}: ${field} is ${kindOf(found.field)}`;
    };
    return [
      ...Object.values(when).map((field) => {
        const found = lookUp(field, shape);
        const fault = faultOf(`${field} >= today`, shape);
        return found.kind === 'found' ? fault : `when: no field ${field}`;
      }),
      ...Object.values(who).map((field) =>
        wrong('who', field, (kind) => kind === 'reference' || kind === 'text'),
      ),
      ...Object.values(kinds).map((field) => wrong('kinds', field, (kind) => kind !== 'date')),
      ...Object.values(amounts).map((field) =>
        wrong('amounts', field, (kind) => kind === 'number' || kind === 'integer'),
      ),
      ...text.map((field) => wrong('text', field, (kind) => kind === 'text')),
      company === undefined ? undefined : wrong('company', company, (kind) => kind === 'reference'),
    ];
  });
  expect(faults).toEqual([]);
});

test('every field and order is one that --fields and --order-by take', () => {
  const faults = each((path, shape) => {
    const { fields, order } = loreOf(path);
    const wrong = (name: 'fields' | 'orderBy', text: string) => {
      const [finding] = findingsIn(name, text, shape);
      return finding === undefined ? undefined : `${text}: ${finding.message}`;
    };
    return [
      ...Object.values(fields).map((field) => wrong('fields', field)),
      ...Object.values(order).map((by) => wrong('orderBy', by)),
    ];
  });
  expect(faults).toEqual([]);
});

test('what is derived for every list of the catalog is true of its records', () => {
  const seen = new Set<string>();
  const faults = catalog.lists().flatMap(({ path, schema }) => {
    const list = catalog.onPath(path).find(({ method }) => method === 'GET');
    if (schema === null || list === undefined || seen.has(schema)) return [];
    seen.add(schema);
    const shape = recordShape(catalog, list);
    const { states, when, who, kinds, amounts, order } = loreOf(path, shape);
    const clauses = [
      ...Object.values(states).flat(),
      ...Object.values(when).map((field) => `${field} >= today`),
    ];
    const fields = [who, kinds, amounts].flatMap((words) => Object.values(words));
    return [
      ...[...new Set(clauses)].map((clause) => faultOf(clause, shape)),
      ...[...new Set(fields)].map((field) =>
        field === 'assigned' || lookUp(field, shape).kind === 'found' ? undefined : field,
      ),
      ...Object.values(order).map((by) => findingsIn('orderBy', by, shape)[0]?.message),
    ].flatMap((fault) => (fault === undefined ? [] : [`${path}: ${fault}`]));
  });
  expect(faults).toEqual([]);
  expect(seen.size).toBeGreaterThan(300);
});

import { describe, expect, test } from 'vitest';
import {
  fillTemplate,
  matchTemplate,
  parseTemplate,
  placeholders,
  splitPath,
  type TemplateMatch,
} from '../../src/catalog/template.js';

function match(template: string, path: string): TemplateMatch | undefined {
  return matchTemplate(parseTemplate(template), splitPath(path));
}

/** The template among several that a path belongs to. */
function best(path: string, templates: readonly string[]): string | undefined {
  const found = templates.flatMap((template) => {
    const matched = match(template, path);
    return matched === undefined ? [] : [{ template, rank: matched.rank }];
  });
  return found.sort((a, b) => b.rank - a.rank)[0]?.template;
}

describe('placeholders are listed in order, each once', () => {
  test.each([
    ['/service/tickets', []],
    ['/service/tickets/{id}', ['id']],
    [
      '/types/{grandparentId}/questions/{parentId}/values/{id}',
      ['grandparentId', 'parentId', 'id'],
    ],
    ['/finance/agreements/types{id}/copy', ['id']],
    ['/procurement/catalog/{parentId}/vendors/{id}{id}', ['parentId', 'id']],
    ['/system/members/{memberIdentifier:regex(^(types. |(', ['memberIdentifier']],
    ['/finance/invoices/{id}.pdf', ['id']],
  ])('%s', (path, names) => {
    expect(placeholders(path)).toEqual(names);
  });
});

test('static segments, placeholders and placeholders glued to words are told apart', () => {
  expect(parseTemplate('/Finance/types{id}/{parentId}/{id}.pdf')).toEqual([
    { kind: 'static', text: 'finance' },
    { kind: 'mixed', name: 'id', prefix: 'types', suffix: '' },
    { kind: 'placeholder', name: 'parentId' },
    { kind: 'mixed', name: 'id', prefix: '', suffix: '.pdf' },
  ]);
});

describe('a concrete path gives its placeholders their values', () => {
  test.each([
    ['/service/tickets', '/service/tickets', {}],
    ['/service/tickets/{id}', '/service/tickets/123', { id: '123' }],
    ['/service/tickets/{id}', '/Service/TICKETS/123', { id: '123' }],
    ['/service/tickets/{id}', '/service/tickets/123/', { id: '123' }],
    ['/time/accruals/{parentId}/details/', '/time/accruals/5/details', { parentId: '5' }],
    [
      '/boards/{parentId}/statuses/{id}',
      '/boards/Help%20Desk/statuses/7',
      { parentId: 'Help%20Desk', id: '7' },
    ],
    ['/finance/agreements/types{id}/copy', '/finance/agreements/TYPES12/copy', { id: '12' }],
    ['/catalog/{parentId}/vendors/{id}{id}', '/catalog/1/vendors/2', { parentId: '1', id: '2' }],
    [
      '/system/members/{memberIdentifier:regex(^(types. |(',
      '/system/members/jdoe',
      { memberIdentifier: 'jdoe' },
    ],
  ])('%s takes %s', (template, path, values) => {
    expect(match(template, path)?.values).toEqual(values);
  });
});

describe('a path that is not the template does not match', () => {
  test.each([
    ['/service/tickets', '/service/ticket'],
    ['/service/tickets/{id}', '/service/tickets'],
    ['/service/tickets/{id}', '/service/tickets/1/notes'],
    ['/finance/agreements/types{id}/copy', '/finance/agreements/types/copy'],
    ['/finance/agreements/types{id}/copy', '/finance/agreements/{id}/copy'],
  ])('%s refuses %s', (template, path) => {
    expect(match(template, path)).toBeUndefined();
  });
});

test('a template given as a path matches whatever its placeholder is called, without values', () => {
  expect(match('/service/tickets/{id}', '/service/tickets/{ticketId}')?.values).toEqual({});
});

test('a template is matched by its own broken spelling', () => {
  const broken = '/system/members/{memberIdentifier:regex(^(types. |(';
  expect(best(broken, ['/system/members/{id}', broken])).toBe(broken);
});

test('a static segment wins over a placeholder', () => {
  const templates = ['/service/tickets/{id}', '/service/tickets/count'];
  expect(best('/service/tickets/Count', templates)).toBe('/service/tickets/count');
});

test('an earlier static segment wins over a later one', () => {
  const templates = ['/company/{parentId}/types/info', '/company/companies/{id}/info'];
  expect(best('/company/companies/types/info', templates)).toBe('/company/companies/{id}/info');
});

test('a placeholder glued to a word wins over a free one', () => {
  const templates = ['/agreements/{id}/copy', '/agreements/types{id}/copy'];
  expect(best('/agreements/types5/copy', templates)).toBe('/agreements/types{id}/copy');
});

test('a placeholder of the same name wins over one of another', () => {
  const templates = ['/members/{id}', '/members/{memberIdentifier}'];
  expect(best('/members/{memberIdentifier}', templates)).toBe('/members/{memberIdentifier}');
});

describe('a template is filled segment by segment', () => {
  test.each([
    ['/service/tickets/{id}/notes', '/service/tickets/7/notes'],
    ['/finance/agreements/types{id}/copy', '/finance/agreements/types7/copy'],
    ['/catalog/{parentId}/vendors/{id}{id}', '/catalog/7/vendors/7'],
    ['/system/members/{memberIdentifier:regex(^(types. |(', '/system/members/7'],
    ['/time/accruals/{parentId}/details/', '/time/accruals/7/details/'],
  ])('%s', (template, filled) => {
    expect(fillTemplate(template, () => '7')).toBe(filled);
  });
});

test('a placeholder without a value stays', () => {
  const value = (name: string) => (name === 'parentId' ? '7' : undefined);
  expect(fillTemplate('/boards/{parentId}/statuses/{id}', value)).toBe('/boards/7/statuses/{id}');
});

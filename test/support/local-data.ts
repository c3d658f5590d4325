import type { Catalog } from '../../src/catalog/catalog.js';
import type { LocalData } from '../../src/local-data.js';

const kept = [
  { slug: 'open-tickets-of-acme', description: 'Open tickets of Acme' },
  { slug: 'close-a-ticket', description: 'Close a ticket\u001b[2J' },
];

/** What a machine knows on which a few things were kept and called. */
export function localData(catalog: Catalog): LocalData {
  return {
    catalog: () => Promise.resolve(catalog),
    usage: () =>
      Promise.resolve([
        { method: 'GET', template: '/service/tickets/{id}', count: 3, last_used: '' },
        { method: 'GET', template: '/company/contacts', count: 9, last_used: '' },
      ]),
    keptNames: (text) =>
      Promise.resolve(
        kept.filter(({ slug, description }) =>
          `${slug} ${description}`.toLowerCase().includes(text.toLowerCase()),
        ),
      ),
    keptCall: (name) =>
      Promise.resolve(
        name === 'open-tickets-of-acme'
          ? {
              method: 'GET',
              path: '/service/tickets',
              params: { where: ['company = {company}', 'board = {board=Help Desk}'] },
              data: null,
            }
          : undefined,
      ),
    profiles: () => Promise.resolve(['sandbox']),
    now: () => new Date('2026-01-31T12:00:00Z'),
  };
}

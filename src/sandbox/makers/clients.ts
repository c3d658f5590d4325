import authored from '../../../data/sandbox/companies.json' with { type: 'json' };
import firstContacts from '../../../data/sandbox/contacts.json' with { type: 'json' };
import people from '../../../data/sandbox/people.json' with { type: 'json' };
import streets from '../../../data/sandbox/streets.json' with { type: 'json' };
import type { Chance, Ground } from '../ground.js';
import { cityNamed, type City, type Row } from './authored.js';
import { turn } from '../turn.js';

/** A company with its sites and people, as everything else knows it. */
export interface Client {
  row: Row;
  /** Place among the authored ones, from 0. */
  index: number;
  type: string;
  status: string;
  market: string;
  employees: number;
  city: City;
  domain: string;
  phone: string;
  /** Days since it was deleted. */
  deleted: number | undefined;
  sites: readonly Site[];
  contacts: readonly Person[];
}

export interface Site extends Row {
  name: string;
  addressLine1: string;
  addressLine2: string | undefined;
  city: City;
  phone: string;
}

export interface Person extends Row {
  firstName: string;
  lastName: string;
  title: string;
  site: Site;
  email: string;
  phone: string;
  extension: string | undefined;
  cell: string | undefined;
  /** The cell is the number to call. */
  callsCell: boolean;
  /** Id of the first of the ways to reach them. */
  communication: number;
  inactive: boolean;
}

/** Id of the company that the sandbox belongs to. */
export const ownCompany = 5;

const known = new WeakMap<Ground, readonly Client[]>();

/**
 * All companies with the ids that their sites and people have. They are worked out, not read: companies, sites,
 * contacts and tickets point at each other, and each can be asked for first.
 */
export function clientsOf(ground: Ground): readonly Client[] {
  let clients = known.get(ground);
  if (clients === undefined) {
    clients = plan(ground);
    known.set(ground, clients);
  }
  return clients;
}

function plan(ground: Ground): Client[] {
  let [sites, contacts, communications] = [0, 0, 0];
  return authored.map((company, index) => {
    const chance = ground.chance(`company ${company.identifier}`);
    const city = cityNamed(company.city);
    const client: Client = {
      row: { id: index + 1, identifier: company.identifier, name: company.name },
      index,
      type: company.type ?? 'Customer',
      status: company.status ?? (company.type === 'Prospect' ? 'Prospect' : 'Active'),
      market: company.market,
      employees: company.employees,
      city,
      domain:
        index + 1 === ownCompany ? 'msp.example' : `${company.identifier.toLowerCase()}.example`,
      phone: phoneIn(city, index),
      deleted: company.deleted,
      sites: [],
      contacts: [],
    };
    client.sites = sitesOf(client, sites, company.addressLine1, chance);
    sites += client.sites.length;
    client.contacts = peopleOf(client, contacts, communications, chance);
    contacts += client.contacts.length;
    for (const { cell } of client.contacts) communications += cell === undefined ? 2 : 3;
    return client;
  });
}

/** One to four, more where more people work; the first is where the company is. */
function sitesOf(
  client: Client,
  before: number,
  street: string | undefined,
  chance: Chance,
): Site[] {
  const count = Math.min(4, 1 + Math.floor(client.employees / 45) + (chance.happens(0.3) ? 1 : 0));
  const names = ['Main', 'Branch', 'Warehouse', 'Second Branch'];
  return names.slice(0, count).map((name, index) => {
    const city = index === 0 ? client.city : chance.happens(0.5) ? client.city : townNear(client);
    return {
      id: before + index + 1,
      name,
      companyId: client.row.id,
      addressLine1:
        index === 0 && street !== undefined
          ? street
          : `${chance.between(1, 980)} ${chance.pick(streets)}`,
      addressLine2: chance.happens(0.3) ? `Suite ${chance.between(1, 9) * 100}` : undefined,
      city,
      phone: phoneIn(city, client.index + index * 31),
    };
  });
}

/** Another city of the same office's area. */
function townNear({ city }: Client): City {
  const near: Readonly<Record<string, string>> = {
    Tampa: 'Orlando',
    Orlando: 'Tampa',
    Austin: 'San Antonio',
    'San Antonio': 'Austin',
    Portland: 'Salem',
    Salem: 'Portland',
    Boston: 'Worcester',
    Worcester: 'Boston',
  };
  return cityNamed(near[city.city] ?? city.city);
}

/** Three to five; those that are named come first. */
function peopleOf(
  client: Client,
  before: number,
  communications: number,
  chance: Chance,
): Person[] {
  let communication = communications + 1;
  const named = firstContacts.filter(({ company }) => company === client.row['identifier']);
  const given = chance.between(0, people.first.length - 1);
  const family = chance.between(0, people.last.length - 1);
  return Array.from({ length: chance.between(3, 5) }, (_, index) => {
    const { firstName, lastName, title } = named[index] ?? {
      firstName: turn(people.first, given + index * 7),
      lastName: turn(people.last, family + index * 11),
      title: turn(people.titles, before + index * 3),
    };
    const cell = chance.happens(0.6) ? phoneIn(client.city, before + index + 50) : undefined;
    const first = communication;
    communication += cell === undefined ? 2 : 3;
    return {
      id: before + index + 1,
      firstName,
      lastName,
      title,
      site: index === 0 ? turn(client.sites, 0) : chance.pick(client.sites),
      email: `${firstName}.${lastName}@${client.domain}`.toLowerCase(),
      phone: phoneIn(client.city, before + index),
      extension: chance.happens(0.6) ? String(chance.between(100, 399)) : undefined,
      cell,
      callsCell: cell !== undefined && chance.happens(0.2),
      communication: first,
      inactive: index > 1 && chance.happens(0.12),
    };
  });
}

/** What the company is called in the books. */
export function accountNumber(index: number): string {
  return String(10_000 + index * 17);
}

/** The last of the most sites that a company has is in use no more. */
export const activeSites = 3;

/** Numbers from 555-0100 to 555-0199 belong to nobody. */
export function phoneIn({ area }: City, turn: number): string {
  return `${area}55501${String(turn % 100).padStart(2, '0')}`;
}

import notesAuthored from '../../../data/sandbox/work-notes.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { rowNamed, rowsOf } from './authored.js';
import { clientsOf, type Client, type Person } from './clients.js';
import { numbered } from './companies.js';
import { customFields } from './custom-fields.js';
import { Linker } from './linker.js';
import { turn } from '../turn.js';

export const contacts: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const client of clientsOf(ground)) {
    for (const [index, person] of client.contacts.entries())
      add(null, recordOf(person, index, client, ground, link));
  }
};

function recordOf(
  person: Person,
  index: number,
  client: Client,
  ground: Ground,
  link: Linker,
): JsonRecord {
  const chance = ground.chance(`contact ${person.id}`);
  const entered = ground.daysAgo(chance.between(30, 900));
  const { site } = person;
  const birthDay = new Date(
    Date.UTC(chance.between(1961, 2001), chance.between(0, 11), chance.between(1, 28)),
  );
  return {
    firstName: person.firstName,
    lastName: person.lastName,
    company: link.to('CompanyReference', client.row),
    site: link.to('SiteReference', site),
    addressLine1: site.addressLine1,
    addressLine2: site.addressLine2,
    city: site.city.city,
    state: site.city.state,
    zip: site.city.zip,
    country: link.row('CountryReference', '/company/countries', 1),
    relationship:
      index === 0
        ? undefined
        : link.row('RelationshipReference', '/company/contacts/relationships', (index % 3) + 1),
    relationshipOverride: chance.happens(0.1) ? 'Deputy' : undefined,
    department: link.row(
      'ContactDepartmentReference',
      '/company/contacts/departments',
      (person.id % 5) + 1,
    ),
    inactiveFlag: person.inactive,
    securityIdentifier: chance.happens(0.5) ? person.email : undefined,
    managerContact: index === 0 ? undefined : link.to('ContactReference', turn(client.contacts, 0)),
    title: person.title,
    school: chance.happens(0.15) ? turn(['State College', 'City College'], person.id) : undefined,
    nickName: chance.happens(0.2) ? person.firstName.slice(0, 3) : undefined,
    marriedFlag: chance.happens(0.4),
    childrenFlag: chance.happens(0.4),
    children: chance.happens(0.1) ? 'Two' : undefined,
    significantOther: chance.happens(0.1) ? 'Alex' : undefined,
    portalSecurityLevel: index === 0 ? 6 : chance.between(1, 3),
    disablePortalLoginFlag: chance.happens(0.7),
    unsubscribeFlag: chance.happens(0.2),
    gender: chance.happens(0.5) ? 'Female' : 'Male',
    birthDay: chance.happens(0.3) ? apiTime(birthDay) : undefined,
    anniversary: chance.happens(0.1) ? apiTime(entered).replace(/T.*/, 'T00:00:00Z') : undefined,
    presence: chance.pick(['NoAgent', 'Online', 'Away', 'Offline']),
    mobileGuid: chance.uuid(),
    facebookUrl: chance.happens(0.1) ? `https://social.example/${person.id}` : undefined,
    twitterUrl: chance.happens(0.1) ? `https://short.example/${person.id}` : undefined,
    linkedInUrl: chance.happens(0.3) ? `https://jobs.example/${person.id}` : undefined,
    defaultPhoneType: person.callsCell ? 'Cell' : 'Direct',
    defaultPhoneNbr: person.callsCell ? person.cell : person.phone,
    defaultPhoneExtension: person.callsCell ? undefined : person.extension,
    defaultBillingFlag: index === 1,
    defaultFlag: index === 0,
    ...numbered('userDefinedField', 10, person.id),
    companyLocation: link.row('SystemLocationReference', collections.locations, client.city.office),
    communicationItems: communicationsOf(person, link),
    types: [link.to('ContactTypeReference', rowNamed('/company/contacts/types', typeOf(index)))],
    integratorTags: [],
    customFields: customFields('Contact', [chance.pick(['English', 'Spanish', 'French'])]),
    ignoreDuplicates: chance.happens(0.1),
    _info: ground.info(entered, 'mlee', ground.daysAgo(chance.between(0, 29)), 'jdoe'),
  };
}

function typeOf(index: number): string {
  return ['Decision Maker', 'Billing'][index] ?? 'End User';
}

/** Mail, the direct number and, for some, a cell: each kind has one default. */
function communicationsOf(person: Person, link: Linker): JsonRecord[] {
  const type = (name: string) =>
    link.to('CommunicationTypeReference', rowNamed('/company/communicationTypes', name));
  const first = person.communication;
  const items: JsonRecord[] = [
    {
      id: first,
      type: type('Email'),
      value: person.email,
      defaultFlag: true,
      domain: `@${person.email.split('@')[1] ?? ''}`,
      communicationType: 'Email',
    },
    {
      id: first + 1,
      type: type('Direct'),
      value: person.phone,
      extension: person.extension,
      defaultFlag: !person.callsCell,
      communicationType: 'Phone',
    },
  ];
  if (person.cell !== undefined)
    items.push({
      id: first + 2,
      type: type('Cell'),
      value: person.cell,
      defaultFlag: person.callsCell,
      communicationType: 'Phone',
    });
  return items;
}

export const contactNotes: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const person of clientsOf(ground).flatMap((client) => client.contacts)) {
    const chance = ground.chance(`contact note ${person.id}`);
    if (chance.happens(0.7)) continue;
    add(person.id, {
      contactId: person.id,
      text: chance.pick(notesAuthored.contact),
      type: link.to('NoteTypeReference', chance.pick(rowsOf('/company/noteTypes'))),
      flagged: chance.happens(0.3),
      enteredBy: 'mlee',
      _info: ground.info(ground.daysAgo(chance.between(2, 300)), 'mlee'),
    });
  }
};

/** The way to reach a person as collections of their own show it. */
export const communications: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const person of clientsOf(ground).flatMap((client) => client.contacts)) {
    for (const item of communicationsOf(person, link))
      add(person.id, { ...item, contactId: person.id });
  }
};

/** The type of each company, as a collection of its own. */
export const companyTypes: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const client of clientsOf(ground)) {
    add(client.row.id, {
      type: link.to('CompanyTypeReference', rowNamed('/company/companies/types', client.type)),
      company: link.to('CompanyReference', client.row),
    });
  }
};

/** The type of each contact, likewise. */
export const contactTypes: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const client of clientsOf(ground)) {
    for (const [index, person] of client.contacts.entries())
      add(person.id, {
        type: link.to('ContactTypeReference', rowNamed('/company/contacts/types', typeOf(index))),
        contact: link.to('ContactReference', person),
      });
  }
};

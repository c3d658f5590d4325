import { quoteText } from '../conditions/quote.js';
import type { Services } from '../services.js';
import type { JsonRecord } from '../text/records.js';
import { inertLine } from '../text/sanitize.js';
import { labelsOf } from './find-by-name.js';
import { ifReadable, readRows } from './read-aside.js';

/** A record that a name may mean. */
export interface Candidate {
  id: string;
  /** What the API compares where it keeps no id. */
  identifier: string | undefined;
  name: string;
  /** The same for people to read, on one line. */
  label: string;
}

/** What a list has under a name: how well it fits, 0 where nothing does, and the records. */
export interface Found {
  fit: 0 | 1 | 2 | 3;
  candidates: Candidate[];
}

const most = 4;

/**
 * The records of a list that a name means: called exactly so, else beginning so, else having it somewhere. Undefined
 * where the list cannot be read.
 */
export async function lookUpName(
  name: string,
  path: string,
  services: Services,
): Promise<Found | undefined> {
  const catalog = await services.catalog();
  const list = catalog.match(path).find(({ endpoint }) => endpoint.method === 'GET')?.endpoint;
  const fields = catalog.fields(list?.response.payload?.schema ?? '');
  const isPerson = fields.some((field) => field.name === 'firstName');
  const labels = isPerson ? personLabels(fields.map((field) => field.name)) : labelsOf(fields);
  if (labels.length === 0) return undefined;
  for (const fit of [3, 2, 1] as const) {
    const query = {
      conditions: isPerson ? personCondition(name, labels, fit) : condition(name, labels, fit),
      fields: ['id', ...labels].join(','),
      pageSize: most,
    };
    const rows = await ifReadable(readRows(path, query, services, { once: true }));
    if (rows === undefined) return undefined;
    // Some lists ignore conditions: what is not called so must not be taken for it.
    const fitting = rows.filter((row) => fits(row, name, labels, fit));
    if (fitting.length > 0)
      return { fit, candidates: fitting.map((row) => candidateOf(row, labels)) };
  }
  return { fit: 0, candidates: [] };
}

type Fit = 1 | 2 | 3;

function personLabels(names: readonly string[]): string[] {
  return ['identifier', 'firstName', 'lastName'].filter((name) => names.includes(name));
}

function condition(name: string, labels: readonly string[], fit: Fit): string {
  return labels.map((label) => compared(label, name, fit)).join(' or ');
}

function compared(label: string, text: string, fit: Fit): string {
  if (fit === 3) return `${label}=${quoteText(text)}`;
  return fit === 2
    ? `${label} like ${quoteText(`${text}%`)}`
    : `${label} contains ${quoteText(text)}`;
}

/** A first and a last name are in two fields. */
function personCondition(name: string, labels: readonly string[], fit: Fit): string {
  const [first = '', ...others] = name.trim().split(/\s+/);
  const whole = condition(name, labels, fit);
  if (others.length === 0) return whole;
  const both = [
    compared('firstName', first, fit),
    compared('lastName', others.join(' '), fit),
  ].join(' and ');
  return `${whole} or (${both})`;
}

function fits(row: JsonRecord, name: string, labels: readonly string[], fit: Fit): boolean {
  const plain = (text: string) =>
    text.trim().toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const wanted = plain(name);
  const texts = labels.map((label) => row[label]).filter((text) => typeof text === 'string');
  const whole = [row['firstName'], row['lastName']].filter((text) => typeof text === 'string');
  return [...texts, whole.join(' ')].some((text) => {
    const found = plain(text);
    if (fit === 3) return found === wanted;
    return fit === 2 ? beginsAlike(found, wanted) : found.includes(wanted);
  });
}

/** Each word begins as the one of the name does: A Smith for Anna Smith. */
function beginsAlike(found: string, wanted: string): boolean {
  if (found.startsWith(wanted)) return true;
  const [words, starts] = [found.split(/\s+/), wanted.split(/\s+/)];
  return (
    words.length === starts.length && starts.every((start, at) => words[at]?.startsWith(start))
  );
}

function candidateOf(row: JsonRecord, labels: readonly string[]): Candidate {
  const text = (label: string) => (typeof row[label] === 'string' ? row[label] : '');
  const name = labels.includes('firstName')
    ? `${text('firstName')} ${text('lastName')}`.trim()
    : text(labels.at(-1) ?? '');
  const identifier = text('identifier');
  return {
    id: String(row['id']),
    identifier: identifier === '' ? undefined : identifier,
    name,
    label: inertLine((name === '' ? identifier : name).slice(0, 80)),
  };
}

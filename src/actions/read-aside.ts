import { unreadableAnswer } from '../api/failure.js';
import { encodeQuery } from '../api/request.js';
import { CancelledError, CwmError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { valueOf } from '../text/json-text.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { readAnswer, type Answer } from './answer.js';

type Query = Readonly<Record<string, string | number>>;

/** Records of a list that a call needs to know beside its own. Throws for an answer that is no list. */
export async function readRows(
  path: string,
  query: Query,
  services: Services,
  how: How = {},
): Promise<JsonRecord[]> {
  return await readAside(path, query, services, how, 'it is not a list', (value) =>
    Array.isArray(value) ? value.filter(isRecord) : undefined,
  );
}

/** A record that a call needs to know beside its own. Throws for an answer that is none. */
export async function readRecord(
  path: string,
  query: Query,
  services: Services,
  how: How = {},
): Promise<JsonRecord> {
  return await readAside(path, query, services, how, 'it is not a record', (value) =>
    isRecord(value) ? value : undefined,
  );
}

/** What a read gives that is only nice to have; undefined where it cannot be had. An interruption counts all the same. */
export async function ifReadable<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CwmError && !(error instanceof CancelledError)) return undefined;
    throw error;
  }
}

interface How {
  /** Do not try again: it is only nice to have. */
  once?: boolean;
}

async function readAside<T>(
  path: string,
  query: Query,
  services: Services,
  how: How,
  problem: string,
  pick: (value: unknown) => T | undefined,
): Promise<T> {
  const api = await services.api();
  const pairs = Object.entries(query).map(([name, value]) => [name, String(value)] as const);
  const target = `${path}${encodeQuery(pairs)}`;
  const reading = { method: 'GET', target, read: true, infoTwin: undefined, ...how };
  const response = await api.send({ ...reading, body: undefined });
  const context = { ...reading, url: `${api.baseUrl}${target}` };
  const answer = readAnswer(response, undefined, context);
  const found = pick(answer.kind === 'rows' ? answer.rows.map(valueOf) : valueIn(answer));
  if (found === undefined) throw unreadableAnswer(response, context, problem, undefined);
  return found;
}

function valueIn(answer: Answer): unknown {
  return answer.kind === 'value' ? answer.value : undefined;
}

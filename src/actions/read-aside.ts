import { unreadableAnswer } from '../api/failure.js';
import { CancelledError, CwmError } from '../errors/errors.js';
import { encodeQuery } from '../api/request.js';
import type { Services } from '../services.js';
import { parseJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';

/** Records that a call needs to know beside its own: those of a list, or the one of a record's path. */
export async function readAside(
  path: string,
  query: Readonly<Record<string, string | number>>,
  services: Services,
): Promise<JsonRecord[]> {
  const api = await services.api();
  const pairs = Object.entries(query).map(([name, value]) => [name, String(value)] as const);
  const target = `${path}${encodeQuery(pairs)}`;
  const reading = { method: 'GET', target, read: true, infoTwin: undefined };
  const response = await api.send({ ...reading, body: undefined });
  try {
    const value = parseJson(new TextDecoder().decode(response.body));
    return (Array.isArray(value) ? value : [value]).filter(isRecord);
  } catch (error) {
    const context = { ...reading, url: `${api.baseUrl}${target}` };
    throw unreadableAnswer(response, context, 'it is not valid JSON', error);
  }
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

import { runCall } from '../actions/call.js';
import { callParams } from '../actions/call-params.js';
import { parseInput } from '../actions/parse-input.js';
import { ifReadable } from '../actions/read-aside.js';
import { fillTemplate } from '../catalog/template.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { encodePercent } from '../text/percent.js';
import type { Writing } from './body-writing.js';

/** The record that is to be changed, as it is; undefined where it cannot be read. Names in its path are looked up. */
export async function readBefore({
  catalog,
  endpoint,
  values,
  desk,
}: Writing): Promise<JsonRecord | undefined> {
  if (!catalog.onPath(endpoint.path).some(({ method }) => method === 'GET')) return undefined;
  const path = fillTemplate(endpoint.path, (name) => {
    const text = values[name];
    return text === undefined ? undefined : encodePercent(text);
  });
  const input = parseInput(callParams, { method: 'GET', path, memory: false });
  const called = await ifReadable(runCall(input, desk.services));
  const value = called?.result.kind === 'one' ? called.result.value : undefined;
  if (isRecord(value)) return value;
  await desk.say('The record could not be read: its values are not shown.');
  return undefined;
}

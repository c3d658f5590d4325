import { isRecord, type JsonRecord } from '../../text/records.js';
import { invalidObject, missing, type FieldFault } from '../answer.js';
import { audited, trailOf } from '../audited.js';
import { nounOf } from '../generic.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { homeOf } from '../homes.js';
import { countOfRows, pageOfRows } from './rows.js';

const names = ['text', 'enteredDate', 'enteredBy', 'auditType', 'auditSubType', 'auditSource'];

export const auditTrail: Readonly<Record<string, Special>> = {
  'GET /system/audittrail': (request, match, world) =>
    pageOfRows(request, trail(request, world), match, world),
  'GET /system/audittrail/count': (request, match, world) =>
    countOfRows(request, trail(request, world), match, world),
};

/** All that happened to one record, newest first: how it came to be, and every write of this sandbox. */
function trail({ query }: SandboxRequest, world: World): JsonRecord[] {
  const given = query.get('type');
  const type = Object.keys(audited).find((one) => one.toLowerCase() === given?.toLowerCase());
  const device = query.get('deviceidentifier');
  const id = device === null ? Number(query.get('id') ?? Number.NaN) : deviceId(device, world);
  const faults: FieldFault[] = [];
  if (given === null) faults.push(missing('type'));
  else if (type === undefined)
    faults.push({
      code: 'InvalidField',
      field: 'type',
      message: `type must be one of ${Object.keys(audited).join(', ')}`,
    });
  if (query.get('id') === null && device === null) faults.push(missing('id'));
  else if (!Number.isSafeInteger(id))
    faults.push({ code: 'InvalidField', field: 'id', message: 'id must be an integer' });
  if (type === undefined || faults.length > 0) throw invalidObject('auditTrail', faults);
  const written = world.store.list(trailOf(type), id).map(({ record }) => record);
  return [...beginning(homeOf(audited[type] ?? ''), id, world), ...written]
    .map((row) => Object.fromEntries(names.map((name) => [name, row[name]])))
    .reverse();
}

/** What a record itself says of its past. */
function beginning(collection: string, id: number, { store }: World): JsonRecord[] {
  const record = store.get(collection, id)?.record;
  const info = isRecord(record?.['_info']) ? record['_info'] : undefined;
  if (record === undefined || info === undefined) return [];
  const noun = nounOf(collection);
  const line = (text: string, subType: string, date: unknown, by: unknown): JsonRecord => ({
    text,
    enteredDate: date,
    enteredBy: by,
    auditType: 'Record',
    auditSubType: subType,
    auditSource: 'Application',
  });
  return [line(`The ${noun} was created.`, 'Added', info['dateEntered'], info['enteredBy'])];
}

function deviceId(device: string, { store }: World): number {
  const [found] = store.listBy('/company/configurations', 'deviceIdentifier', device);
  return found?.id ?? 0;
}

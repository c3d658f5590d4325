import { isRecord, type JsonRecord } from '../text/records.js';
import { apiTime } from './records.js';

/** `_info` of a record that is new. */
export function enteredInfo(now: Date, by: string): JsonRecord {
  const stamp = apiTime(now);
  return { lastUpdated: stamp, updatedBy: by, dateEntered: stamp, enteredBy: by };
}

/** `_info` of a record that has changed. */
export function updatedInfo({ _info: info }: JsonRecord, now: Date, by: string): JsonRecord {
  return { ...(isRecord(info) ? info : {}), lastUpdated: apiTime(now), updatedBy: by };
}

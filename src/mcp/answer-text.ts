import { counted } from '../text/counted.js';
import { toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { fenced, recordText, tableText } from './as-text.js';

/** An answer to a call for whoever reads only text: the same rows, the cursor, and what is beside them. */
export function answerText(answer: JsonRecord, done?: string): string {
  const { records, record } = answer;
  const rows = Array.isArray(records) ? records : undefined;
  const lines = [
    ...(done === undefined ? [] : [done]),
    ...(rows === undefined ? [] : [headLine(answer)]),
    ...(rows !== undefined && rows.length > 0 ? [fenced(tableText(rows))] : []),
    ...(record === undefined ? [] : [fenced(recordText(record))]),
    ...besideLines(answer),
  ];
  return lines.join('\n');
}

function headLine({ returned, total, has_more: goesOn, reused }: JsonRecord): string {
  const rows = counted(Number(returned), 'record');
  const whole = total === undefined || total === returned ? '' : ` of ${toJson(total)}`;
  const from = typeof reused === 'string' ? `, with the params of the saved call ${reused}` : '';
  return `${rows}${whole}${goesOn === true ? ', more exist' : ''}${from}.`;
}

function besideLines({ next_cursor: cursor, ...answer }: JsonRecord): string[] {
  const { left_out: leftOut, can_save: save, notices, sanitized } = answer;
  return [
    ...(Array.isArray(notices) ? notices.map(String) : []),
    ...(isRecord(leftOut) ? [`left_out: ${toJson(leftOut)}`] : []),
    ...(typeof sanitized === 'number'
      ? [`${counted(sanitized, 'invisible character')} removed.`]
      : []),
    ...(isRecord(save) ? [`can_save: ${toJson(save)}`] : []),
    ...(typeof cursor === 'string' ? [`next_cursor: ${cursor}`] : []),
  ];
}

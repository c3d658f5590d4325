import type { Result } from '../actions/define.js';
import { answerText } from './answer-text.js';
import { besideOf, leftOutOf } from './beside.js';
import { fitValue, roomFor } from './budget.js';
import { cleanJson } from './clean.js';
import { noDocument } from './documents.js';
import { askedRows, fieldsAsked, wholeRecord } from './fields.js';
import { rowsAnswer, type Going } from './list-answer.js';
import { outcomesAnswer } from './outcomes-answer.js';
import type { Running } from './session.js';
import type { ToolAnswer } from './tool.js';

/** What a call gave: as much as fits into a context, and how to get the rest. */
export async function callAnswer(
  result: Result,
  running: Running,
  going?: Going,
): Promise<ToolAnswer> {
  if (result.outcomes !== undefined)
    return outcomesAnswer(result.outcomes, result.failure?.(), running);
  switch (result.kind) {
    case 'many':
    case 'pages':
      return await rowsAnswer(result, running, going);
    case 'one':
      return await recordAnswer(result, running, going);
    case 'none': {
      const { status = 200, note } = result;
      const beside = await besideOf(result, running, false);
      const structured = { status, returned: 0, has_more: false, ...beside };
      return { structured, text: answerText(structured, note) };
    }
    case 'bytes':
      throw noDocument(going?.asked);
  }
}

async function recordAnswer(
  result: Extract<Result, { kind: 'one' }>,
  running: Running,
  going: Going | undefined,
): Promise<ToolAnswer> {
  const { value, columns, status = 200, wrote } = result;
  const fields = fieldsAsked(result, going?.asked);
  const shaped =
    fields === undefined ? wholeRecord(value, columns) : askedRows([value], fields).rows[0];
  const { value: clean, removed: sanitized } = cleanJson(shaped);
  const { value: record, leftOut } = fitValue(clean, roomFor(undefined));
  const structured = {
    status,
    record,
    returned: 1,
    has_more: false,
    ...leftOutOf({ parts: leftOut }),
    ...(await besideOf(result, running, true)),
    ...(sanitized === 0 ? {} : { sanitized }),
  };
  return { structured, text: answerText(structured, wrote) };
}

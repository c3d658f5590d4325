import { asCommand } from '../actions/as-command.js';
import { UsageError } from '../errors/errors.js';
import { isRecord } from '../text/records.js';
import type { AskedCall } from './cursor.js';

/** The error for a document, which has no place in an answer: with the command that fetches it. */
export function noDocument(asked?: AskedCall, profile?: string): UsageError {
  const { path = '<path>', params } = asked ?? {};
  const given = { path, params: isRecord(params) ? params : {}, data: null };
  const command = asCommand({ method: 'GET', ...given }, { shell: 'sh', profile });
  return new UsageError('The answer would be a document, which does not come over MCP.', {
    hint: `On the command line: ${command} --output-file <file>`,
  });
}

import { pathOf, queryMap } from '../api/request.js';
import { isRead } from '../catalog/model.js';
import { placeholders } from '../catalog/template.js';
import { decodePercent } from '../text/percent.js';
import { isRecord } from '../text/records.js';
import { counted } from '../text/counted.js';
import { pieceText, previewLine } from './preview-line.js';
import type { ShownCall } from './shown-call.js';

/** A call in plain words: which records are read, or what would change. */
export function explainCall(call: ShownCall): string {
  const { method, target, endpoint, notes } = call;
  const path = pathOf(target);
  const said = isRead({ method, path })
    ? readInWords(call)
    : `${endpoint.summary}. ${previewLine(method, decodePercent(target), piecesOf(call.body))}`;
  return [`${said}.`, ...notes].join(' ');
}

/** `List open service tickets, only id and summary, 5 rows at most`. */
function readInWords({ target, words, endpoint: { path, summary } }: ShownCall): string {
  const query = queryMap(target);
  const [verb = ''] = summary.split(' ', 1);
  const what = words === undefined ? summary : `${verb} ${words}`;
  const below = placeholders(path).length === 0 ? '' : ` (${decodePercent(pathOf(target))})`;
  const fields = query.get('fields');
  const rows = query.get('pagesize');
  return [
    `${what}${below}`,
    ...(fields === undefined ? [] : [`only ${fields.replaceAll(',', ', ')}`]),
    ...(rows === undefined ? [] : [`${counted(Number(rows), 'row')} at most`]),
  ].join(', ');
}

/** The fields of a body, or what the operations of a PATCH change. */
function piecesOf(body: unknown): string[] {
  if (Array.isArray(body)) return body.filter(isRecord).map(operationText);
  if (!isRecord(body)) return [];
  return Object.entries(body).map(([field, after]) => pieceText({ field, after, isChange: false }));
}

function operationText({ op, path, value }: Record<string, unknown>): string {
  const field = String(path).replace(/^\//, '').replaceAll('/', '.');
  return pieceText({ field, after: op === 'remove' ? undefined : value, isChange: true });
}

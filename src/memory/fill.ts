import { isRecord } from '../text/records.js';
import type { SavedCall } from './entry.js';
import { piecesOf } from './placeholders.js';

/** A kept call with values, else defaults, in place of its placeholders; its braces are its own again. */
export function fillCall(call: SavedCall, values: Readonly<Record<string, string>>): SavedCall {
  const fill = (text: string) =>
    piecesOf(text)
      .map((piece) =>
        piece.kind === 'text' ? piece.text : (values[piece.name] ?? piece.default ?? ''),
      )
      .join('');
  const params = filled(call.params, fill);
  return {
    method: call.method,
    path: fill(call.path),
    params: isRecord(params) ? params : {},
    data: filled(call.data, fill),
  };
}

function filled(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((one) => filled(one, fill));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, filled(member, fill)]),
  );
}

import { UsageError } from '../errors/errors.js';
import { mapTexts } from '../text/records.js';
import type { SavedCall } from './entry.js';
import { escapeBraces } from './placeholders.js';

/** A kept call in which a literal became a placeholder that has it as its default. */
export function withPlaceholder(call: SavedCall, name: string, literal: string): SavedCall {
  const placeholder = `{${name}=${literal}}`;
  const own = escapeBraces(literal);
  let found = 0;
  const put = (): string => {
    found += 1;
    return placeholder;
  };
  const change = (text: string) =>
    text === own
      ? put()
      : text.replaceAll(/"([^"]*)"|'([^']*)'/g, (quoted, ...inner: unknown[]) =>
          inner.includes(own) ? `${quoted.charAt(0)}${put()}${quoted.charAt(0)}` : quoted,
        );
  const changed = {
    ...call,
    path: call.path.split('/').map(change).join('/'),
    params: mapTexts(call.params, change) as SavedCall['params'],
    data: mapTexts(call.data, change),
  };
  if (found > 0) return changed;
  throw new UsageError(`"${literal}" is no literal of the call.`, {
    hint: 'Give a whole value, as it is written in the call.',
  });
}

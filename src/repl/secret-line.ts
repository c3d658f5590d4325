import { secretPlaces } from '../memory/secrets.js';
import type { Shell } from '../text/shell-words.js';
import { scanWords } from './scan-words.js';

/**
 * Whether a line seems to hold a secret: one that is known, what looks like one, or a value for a field whose name says
 * so, in a pair, a condition, a query or a body. Rather one line too many is forgotten.
 */
export function holdsSecret(line: string, shell: Shell, redact: (text: string) => string): boolean {
  if (redact(line) !== line) return true;
  const texts = scanWords(line, shell).words.map(({ text }) => text);
  return [line, ...texts].some(isSecret);
}

function isSecret(text: string): boolean {
  const params = Object.fromEntries(
    text.split(/[?&\s,]/).flatMap((part) => {
      const [, name = '', value = ''] = /^([^=:]+?)\s*[=:]\s*([^]*)$/.exec(part) ?? [];
      return name === '' ? [] : [[name, value]];
    }),
  );
  // A flag may carry its value itself: --set=password=…
  const given = text.replace(/^--[\w-]+=/, '');
  const [, name = '', value = ''] = /^\s*([^=?]+?)\s*=\s*([^]*)$/.exec(given) ?? [];
  const call = {
    method: 'GET',
    path: '',
    params: { ...params, [name]: value, conditions: given },
    data: bodyIn(text),
  } as const;
  return secretPlaces({ ...call, description: text }).length > 0;
}

/** The JSON that a text is, or ends with. */
function bodyIn(text: string): unknown {
  const at = text.search(/[{[]/);
  if (at === -1) return null;
  try {
    return JSON.parse(text.slice(at)) as unknown;
  } catch {
    return null;
  }
}

import { columnsOf } from '../text/columns.js';
import { toJson } from '../text/json.js';
import { inertText } from '../text/sanitize.js';
import { isRecord } from '../text/records.js';
import type { Style } from '../terminal/style.js';
import type { Plan } from './plan-of-draft.js';

/** A plan for a person; undefined for any other value. */
export function planCard(value: unknown, style: Style): string | undefined {
  if (!isPlan(value)) return undefined;
  const [title = 'No call.', ...rest] = requestLines(value);
  const said = inertText(value.explanation);
  return `${[style.bold(title), ...rest, said, '', ...readingLines(value)].join('\n')}\n`;
}

function isPlan(value: unknown): value is Plan {
  return isRecord(value) && 'understood' in value && 'confidence' in value;
}

/** The request of a plan, a parameter a line. */
function requestLines({ method, path, params, data }: Plan): string[] {
  if (method === null || path === null) return [];
  return [
    `${method} ${path}`,
    ...Object.entries(params).map(([name, value]) => `  ${name}=${value}`),
    ...(data === null ? [] : [toJson(data, 2)]),
  ].map(inertText);
}

/** How a sentence was understood: its words beside what they became, those that were not, and what else may be meant. */
export function readingLines({ understood, unused, confidence, alternatives }: Plan): string[] {
  const pieces = understood.map(({ words, as }) => ({ words: words.replace(/^[,:;]\s*/, ''), as }));
  const width = Math.max(0, ...pieces.map(({ words }) => columnsOf(words)));
  const kept = alternatives.filter(({ memory }) => memory !== undefined);
  const others = alternatives.filter(({ memory }) => memory === undefined);
  return [
    ...pieces.map(({ words, as }) => `  ${words}${' '.repeat(width - columnsOf(words))}  ${as}`),
    ...(unused.length > 0 ? [`Not understood: ${unused.join(', ')}`] : []),
    `Confidence: ${confidence}`,
    ...kept.map(
      ({ memory = '', summary }) => `Kept already: ${summary} (cwm memory run ${memory})`,
    ),
    ...others.map(({ method, path, summary }) => `Or: ${method} ${path}  ${summary}`),
  ].map(inertText);
}

/**
 * Path templates as definitions have them, faults included: a placeholder glued to a word
 * (`types{id}`), one repeated in a segment (`{id}{id}`, read as one), one whose pattern was cut off
 * (`{memberIdentifier:regex(^(types. |(`). Segments are compared without case, as the server does.
 */
export type Segment =
  | { kind: 'static'; text: string }
  | { kind: 'placeholder'; name: string }
  | { kind: 'mixed'; name: string; prefix: string; suffix: string };

export function parseTemplate(path: string): Segment[] {
  return splitPath(path).map(parseSegment);
}

/** Placeholder names in order, each once. */
export function placeholders(path: string): string[] {
  const names = parseTemplate(path).flatMap((segment) =>
    segment.kind === 'static' ? [] : [segment.name],
  );
  return [...new Set(names)];
}

export function splitPath(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

export interface TemplateMatch {
  /** Placeholder values, still as written (not percent-decoded). A `{…}` in the path matches a placeholder and has no value. */
  values: Record<string, string>;
  /** Higher is better: static segments win over placeholders, earlier ones first. */
  rank: number;
}

/** Whether a concrete path, or a template with other placeholder names, is this template. */
export function matchTemplate(
  template: readonly Segment[],
  path: readonly string[],
): TemplateMatch | undefined {
  if (template.length !== path.length) return undefined;
  const values: Record<string, string> = {};
  let rank = 0;
  for (const [index, segment] of template.entries()) {
    const text = path[index] ?? '';
    const score = matchSegment(segment, text, values);
    if (score === undefined) return undefined;
    rank = rank * 4 + score;
  }
  return { values, rank };
}

/** The template with its placeholders replaced; `value` gives the text of one, or undefined to keep it. */
export function fillTemplate(path: string, value: (name: string) => string | undefined): string {
  const filled = splitPath(path).map((text) => {
    const segment = parseSegment(text);
    if (segment.kind === 'static') return text;
    const replacement = value(segment.name);
    if (replacement === undefined) return text;
    return segment.kind === 'placeholder'
      ? replacement
      : `${segment.prefix}${replacement}${segment.suffix}`;
  });
  return `/${filled.join('/')}${path.endsWith('/') ? '/' : ''}`;
}

function parseSegment(text: string): Segment {
  const match = /^([^{]*)\{(\w+)(?:\}(?:\{\2\})?([^{}]*)|:.*)$/.exec(text);
  if (match === null) return { kind: 'static', text: text.toLowerCase() };
  const [, prefix = '', name = '', suffix = ''] = match;
  if (prefix === '' && suffix === '') return { kind: 'placeholder', name };
  return { kind: 'mixed', name, prefix, suffix };
}

function matchSegment(
  segment: Segment,
  text: string,
  values: Record<string, string>,
): number | undefined {
  const written = parseSegment(text);
  if (segment.kind === 'static') return segment.text === text.toLowerCase() ? 3 : undefined;
  if (written.kind !== 'static') {
    // A template given as a template: same shape, whatever the placeholder is called.
    if (written.kind !== segment.kind) return undefined;
    if (
      segment.kind === 'mixed' &&
      written.kind === 'mixed' &&
      segment.prefix.toLowerCase() !== written.prefix.toLowerCase()
    ) {
      return undefined;
    }
    return written.name.toLowerCase() === segment.name.toLowerCase() ? 2 : 1;
  }
  if (segment.kind === 'placeholder') {
    values[segment.name] = text;
    return 0;
  }
  const lower = text.toLowerCase();
  const inner = text.slice(segment.prefix.length, text.length - segment.suffix.length);
  if (
    !lower.startsWith(segment.prefix.toLowerCase()) ||
    !lower.endsWith(segment.suffix.toLowerCase()) ||
    inner === ''
  ) {
    return undefined;
  }
  values[segment.name] = inner;
  return 1;
}

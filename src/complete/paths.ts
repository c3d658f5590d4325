import type { EndpointSummary } from '../catalog/model.js';
import { parseTemplate, splitPath, type Segment } from '../catalog/template.js';
import { counted } from '../text/counted.js';
import { byLength, type Candidate } from './candidate.js';

/** A segment that can come next, with all that begins with it. */
interface Next {
  text: string;
  isPlaceholder: boolean;
  /** Operations on the path that ends there. */
  here: EndpointSummary[];
  below: number;
  uses: number;
}

/**
 * Paths as far as the segment that is being written, which may be given without the leading slash and in any case. What
 * was written for a placeholder stays as it is; those that are called here come first.
 */
export function pathsBelow(
  written: string,
  endpoints: readonly EndpointSummary[],
  uses: ReadonlyMap<string, number>,
): Candidate[] {
  const slash = written.startsWith('/') ? '/' : '';
  const parts = written.slice(slash.length).split('/');
  const begun = parts.pop() ?? '';
  if (parts.includes('')) return [];
  const fitting = bestFit(parts, endpoints);
  const nexts = nextSegments(fitting, parts.length, uses);
  const start =
    slash +
    spelt(parts, fitting[0])
      .map((part) => `${part}/`)
      .join('');
  return nexts
    .filter(meant(begun, nexts))
    .sort(byUse(begun))
    .flatMap((next) => candidates(next, begun, start));
}

interface Path {
  endpoint: EndpointSummary;
  raw: string[];
}

/** Endpoints whose path begins so, as the server routes them: what is written out wins over a placeholder. */
function bestFit(parts: readonly string[], endpoints: readonly EndpointSummary[]): Path[] {
  let best = '';
  let found: Path[] = [];
  for (const endpoint of endpoints) {
    const raw = splitPath(endpoint.path);
    if (raw.length < parts.length) continue;
    const segments = parseTemplate(raw.slice(0, parts.length).join('/'));
    const fit = parts.map((part, index) => fitOf(part, segments[index])).join('');
    if (fit.includes('-') || fit < best) continue;
    if (fit > best) found = [];
    best = fit;
    found.push({ endpoint, raw });
  }
  return found.filter(({ raw }) => raw.length > parts.length);
}

function fitOf(part: string, segment: Segment | undefined): '2' | '1' | '0' | '-' {
  switch (segment?.kind) {
    case 'static':
      return segment.text === part.toLowerCase() ? '2' : '-';
    case 'mixed':
      return part.toLowerCase().startsWith(segment.prefix.toLowerCase()) ? '1' : '-';
    case 'placeholder':
      return '0';
    case undefined:
      return '-';
  }
}

function nextSegments(
  paths: readonly Path[],
  at: number,
  uses: ReadonlyMap<string, number>,
): Next[] {
  const nexts = new Map<string, Next>();
  for (const { endpoint, raw } of paths) {
    const text = raw[at] ?? '';
    const isPlaceholder = text.startsWith('{');
    // `{id}` and `{parentId}` at the same place are the same record.
    const key = isPlaceholder ? '{}' : text.toLowerCase();
    const next = nexts.get(key) ?? { text, isPlaceholder, here: [], below: 0, uses: 0 };
    nexts.set(key, next);
    const endsHere = raw.length === at + 1;
    if (endsHere && next.here.length === 0) next.text = text;
    if (endsHere) next.here.push(endpoint);
    else next.below++;
    next.uses += uses.get(endpoint.path) ?? 0;
  }
  return [...nexts.values()];
}

/** The segments before as the catalog spells them. */
function spelt(parts: readonly string[], path: Path | undefined): string[] {
  return parts.map((part, index) =>
    path?.raw[index]?.includes('{') === false ? path.raw[index] : part,
  );
}

/** Segments that begin so; a number is the id of a record, and so is what begins none of them. */
function meant(begun: string, nexts: readonly Next[]): (next: Next) => boolean {
  const begins = ({ text }: Next) => text.toLowerCase().startsWith(begun.toLowerCase());
  const isRecord = isValue(begun) && (/^\d+$/.test(begun) || !nexts.some(begins));
  return (next) => begins(next) || (isRecord && next.isPlaceholder);
}

function isValue(begun: string): boolean {
  return begun !== '' && !begun.startsWith('{');
}

/** What is called here first, then a record; of all that there is by name, of what begins alike the shortest first. */
function byUse(begun: string): (a: Next, b: Next) => number {
  const isRecord = (next: Next) => (next.isPlaceholder ? 0 : 1);
  return (a, b) =>
    b.uses - a.uses ||
    isRecord(a) - isRecord(b) ||
    (begun === '' ? 0 : byLength(a.text, b.text)) ||
    (a.text < b.text ? -1 : 1);
}

function candidates(
  { text, isPlaceholder, here, below }: Next,
  begun: string,
  start: string,
): Candidate[] {
  const whole = isPlaceholder && isValue(begun) ? begun : text;
  const isWhole = whole.toLowerCase() === begun.toLowerCase();
  const further: Candidate = {
    text: `${start}${whole}/`,
    note: counted(below, 'operation'),
    open: true,
  };
  if (here.length === 0) return [further];
  const itself = { text: `${start}${whole}`, note: noteOf(here) };
  if (below === 0) return [itself];
  return isWhole ? [itself, further] : [{ ...itself, open: true }];
}

function noteOf(here: readonly EndpointSummary[]): string {
  const summary = here[0]?.summary ?? '';
  return here.length === 1 ? summary : `${summary}; ${here.map(({ method }) => method).join(' ')}`;
}

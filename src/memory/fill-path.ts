import { decodePercent } from '../text/percent.js';
import { masked, wrongValue, type Insert, type ValueOf } from './stand-ins.js';

/** A kept path with values in place of its placeholders, each within one segment; braces of its own are encoded. */
export function fillPath(kept: string, valueOf: ValueOf): string {
  const { text, namesIn, replace } = masked(kept, valueOf);
  const written = withoutBraces(text);
  const filled = replace(written, insertSegment);
  const [name] = namesIn(text);
  // What stands beside a value may make more of it than it is alone: `%2` before `f`, a dot before a dot.
  if (name !== undefined && !haveSameSegments(filled, written))
    throw wrongValue(name, oneSegment, valueOf(name));
  return filled;
}

const oneSegment = 'one segment of a path';

const insertSegment: Insert = (value, name) => {
  const meant = decoded(value);
  if (value === '' || isStep(meant) || /[/?#\\\u0000-\u001f\u007f]/.test(meant))
    throw wrongValue(name, oneSegment, value);
  return withoutBraces(value.replaceAll('%', '%25'));
};

function haveSameSegments(filled: string, written: string): boolean {
  const [segments, expected] = [filled, written].map((path) => decoded(path).split('/'));
  return (
    segments?.length === expected?.length &&
    segments?.some(isStep) === false &&
    !/[?#\\]/.test(decoded(filled)) === !/[?#\\]/.test(decoded(written))
  );
}

/** Decoded as often as somebody on the way may do it. */
function decoded(text: string): string {
  const once = decodePercent(text);
  return once === text ? text : decoded(once);
}

function isStep(segment: string): boolean {
  return segment === '.' || segment === '..';
}

/** Braces would be read as a placeholder of the endpoint's. */
function withoutBraces(text: string): string {
  return text.replaceAll(/[{}]/g, encodeURIComponent);
}

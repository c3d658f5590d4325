import type { Sentence } from '../sentence.js';
import { readTime, timePattern } from './clock-time.js';

const loose = String.raw`(?:${timePattern}|\d{1,2})`;

const part = String.raw`(?:\s+(?:this|in the)\s+(?<part>morning|afternoon|evening))?`;

const ranges = [
  // 9-10:30, from 2 to 4pm, start 9:00, end 10:30.
  String.raw`(?:(?:from|between|start(?:ing|ed)?(?: at)?)\s+)?(?<from>${loose})\s*(?:(?:to|until|till|and|-|–)|(?:,\s*)?(?:and\s+)?end(?:ing|ed)?(?: at)?\s)\s*(?<to>${timePattern}|\d{1,2}:\d\d)${part}`,
  // From 9 to 11, between 2 and 4 this afternoon.
  String.raw`(?:from|between)\s+(?<from>\d{1,2})\s+(?:to|until|till|and)\s+(?<to>\d{1,2})${part}`,
].map((range) => new RegExp(String.raw`(?<![\p{L}\p{N}#:-])${range}(?![\p{L}\p{N}:/-]|\s*%)`));

/** Takes from when to when something goes on a day. */
export function takeRange(sentence: Sentence): { start: string; end: string } | undefined {
  for (const range of ranges) {
    const found = sentence.take(range, ({ groups = {} }) => {
      const { from = '', to = '', part = '' } = groups;
      const ofDay = part === '' ? '' : /morning/i.test(part) ? 'am' : 'pm';
      // 2-4pm: the half of the day is said once.
      const half = /[ap](?=\.?m)/i.exec(to)?.[0] ?? '';
      const end = timeOf(to, ofDay);
      const said = /:/.test(from) || half === '' ? ofDay : `${half}m`;
      const start = [timeOf(from, said), timeOf(from, ofDay)].find(
        (one) => one !== undefined && end !== undefined && one < end,
      );
      if (end === undefined || start === undefined) return undefined;
      return { as: `${start} to ${end}`, value: { start, end } };
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A time of the day; undefined for 3 and 3:30, which may be in the night or after noon. */
function timeOf(text: string, half: string): string | undefined {
  const isWhole = /[a-z]/i.test(text);
  if (!isWhole && half === '' && /^[0-6](?:[:.]|$)/.test(text)) return undefined;
  const isLate = Number(/^\d+/.exec(text)?.[0] ?? 0) > 12;
  return readTime(isWhole || isLate ? text : `${text}${half}`);
}

import type { Sentence } from '../sentence.js';
import { isoDay, readTime, timePattern } from './clock-time.js';
import { takeRange } from './clock-range.js';
import { readDay, type Direction } from './day.js';

/** When something was or will be: times of a day, or the day alone. */
export interface Span {
  start?: string;
  end?: string;
  day?: string;
}

const month = String.raw`(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*`;

/** Words that may be a day. */
export const dayPattern = String.raw`(?:today|tomorrow|yesterday|\d{4}-\d\d-\d\d|(?:(?:this|next|last|coming)\s+)?(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|${month}\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?${month}(?:\s+\d{4})?|in\s+(?:\d+|an?|one|two|three)\s+(?:days?|weeks?)|(?:\d+|an?|one|two|three)\s+(?:days?|weeks?)\s+ago)`;

/** Takes from when to when, or on which day: `tomorrow from 2pm to 4pm`. */
export function takeSpan(
  sentence: Sentence,
  { today, direction }: { today: string; direction: Direction },
): Span | undefined {
  const moments = takeMoments(sentence);
  if (moments !== undefined) return moments;
  const times = takeTimes(sentence);
  const day = sentence.take(
    new RegExp(String.raw`(?<![\p{L}\p{N}])(?:(?:on|for)\s+)?(${dayPattern})(?![\p{L}\p{N}])`),
    ([, words = '']) => {
      const read = readDay(words, today, direction);
      return read === undefined ? undefined : { as: read, value: read };
    },
  );
  if (times === undefined) return day === undefined ? undefined : { day };
  const iso = isoDay(day ?? 'today', today);
  if (iso === undefined) return undefined;
  const at = (time: string) => `${iso}T${time}`;
  return {
    start: at(times.start),
    ...(times.end !== undefined && { end: at(times.end) }),
    day: iso,
  };
}

const moment = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?`;

/** `from 2027-03-01T09:00:00Z to 2027-03-01T10:00:00Z`: a day with its time, as programs write it. */
function takeMoments(sentence: Sentence): Span | undefined {
  const pattern = String.raw`(?<![\p{L}\p{N}])(?:(?:from|between|at|on|starting(?: at)?|start|dateStart)\s*[=:]?\s*)?(${moment})(?:[\s,]*(?:to|until|till|through|and|-|–|ending(?: at)?|end|dateEnd)\s*[=:]?\s*(${moment}))?(?![\p{L}\p{N}:])`;
  return sentence.take(new RegExp(pattern), ([words, from = '', to]) => {
    const [start, end] = [from, to].map((one) => one?.toUpperCase().replace(' ', 'T'));
    if (start === undefined) return undefined;
    return {
      as: words,
      value: { start, ...(end !== undefined && { end }), day: start.slice(0, 10) },
    };
  });
}

function takeTimes(sentence: Sentence): { start: string; end?: string } | undefined {
  const both = takeRange(sentence);
  if (both !== undefined) return both;
  return sentence.take(
    new RegExp(
      String.raw`(?<![\p{L}\p{N}#:-])(?:(?:starting |start )?(?:at|from|@)\s*)?(${timePattern})(?![\p{L}\p{N}])`,
    ),
    ([, text = '']) => {
      const start = readTime(text);
      return start === undefined ? undefined : { as: `at ${start}`, value: { start } };
    },
  );
}

import {
  ahead,
  before,
  bound,
  isEnd,
  on,
  since,
  span,
  within,
  type Bounds,
  type When,
} from './bounds.js';
import { countPattern } from './count-words.js';
import { periodPattern, yearPattern, type Lean } from './period.js';

export interface Form {
  pattern: string;
  read: (parts: string[], world: When) => Bounds | undefined;
  /** What it means where something did not happen, if that is not the time before its start. */
  negated?: Form['read'];
  /** Its own words say which way it is meant. */
  lean?: Lean;
}

const count = `(${countPattern})`;
const unit = '(minute|min|hour|hr|day|week|month|quarter|year)s?';
const duration = String.raw`${count}\s*(?:\+\s*)?(?:full\s+|calendar\s+)?${unit}`;
const period = `(${periodPattern})`;
const dated = `(${periodPattern}|${yearPattern})`;
const the = String.raw`(?:the\s+)?`;
const more = String.raw`(?:more\s+than|over|greater\s+than|longer\s+than|at\s+least|>=?)`;
const less = String.raw`(?:less\s+than|under|at\s+most|<=?)`;
const lead = String.raw`(?:in|within|during|over|for|from|of|at|since|throughout)`;

/** The forms in which a date is told, those with more words first; the first that fits counts. */
const forms: readonly Form[] = [
  {
    pattern: String.raw`(?:between|from|of)\s+(now|${dated.slice(1)}\s*(?:and|to|until|till|through|thru|[-–])\s*${dated}`,
    read: ([, a, b], world) => span(a, b, world),
  },
  {
    pattern: String.raw`${period}\s*(?:to|until|till|through|thru|[–])\s*${period}`,
    read: ([, a, b], world) => span(a, b, world),
  },
  {
    pattern: String.raw`(?:aged?\s+)?(?:is\s+|are\s+)?(?:older\s+than|more\s+than|over|at\s+least|>=?)\s+${duration}\s+(?:old|ago|back)|(?:aged?\s+)?older\s+than\s+${duration}`,
    read: ([, n, of, m, other]) => before(n ?? m, of ?? other),
  },
  {
    pattern: String.raw`(?:at\s+least\s+)?${count}\s*\+\s*${unit}\s*(?:old|ago)?`,
    read: ([, n, of]) => before(n, of),
  },
  {
    pattern: String.raw`(?:for\s+)?${more}\s+${count}\s+(day|week|month|quarter|year)s?(?!\s*(?:from|left))`,
    read: ([, n, of]) => before(n, of),
  },
  {
    pattern: String.raw`(?:older|earlier)\s+than\s+${dated}`,
    read: ([, a], world) => bound('<', a, world),
  },
  {
    pattern: String.raw`(?:newer|later|more\s+recent)\s+than\s+${duration}(?:\s+(?:old|ago))?|${less}\s+${duration}\s+(?:old|ago)`,
    read: ([, n, of, m, other]) => since(n ?? m, of ?? other),
  },
  {
    pattern: String.raw`(?:newer|later|more\s+recent)\s+than\s+${dated}`,
    read: ([, a], world) => bound('>', a, world),
  },
  {
    pattern: String.raw`(?:${lead}\s+)?${the}(?:last|past|previous|preceding)\s+${duration}`,
    read: ([, n, of]) => since(n, of),
    lean: 'past',
  },
  {
    pattern: String.raw`(?:${lead}\s+${the}past|${lead}\s+the\s+last|the\s+past|past)\s+(hour|day|week|month|quarter|year)`,
    read: ([, of]) => since('1', of),
    lean: 'past',
  },
  {
    pattern: String.raw`(?:${lead}\s+)?${the}(?:next|coming|following|upcoming)\s+${duration}(?:\s+from\s+(?:today|now))?|(?:within|in\s+less\s+than|in\s+under)\s+${duration}(?:\s+(?:of|from)\s+(?:today|now))?`,
    read: ([, n, of, m, other]) => ahead(n ?? m, of ?? other),
    lean: 'future',
  },
  {
    pattern: String.raw`(?:in|over|during|within)\s+the\s+(?:coming|upcoming)\s+(day|week|month|quarter|year)`,
    read: ([, of]) => ahead('1', of),
    lean: 'future',
  },
  {
    pattern: String.raw`(week|month|quarter|year)[\s-]+to[\s-]+date`,
    read: ([, of = '']) => [['>=', `this ${of.toLowerCase()}`]],
  },
  {
    pattern: String.raw`(?<![\p{L}])(wtd|mtd|qtd|ytd)(?![\p{L}])`,
    read: ([, of = '']) => [['>=', `this ${toDate[of.toLowerCase().charAt(0)] ?? 'year'}`]],
  },
  {
    pattern: String.raw`so\s+far\s+(this\s+(?:week|month|quarter|year))`,
    read: ([, a], world) => bound('>=', a, world),
  },
  { pattern: String.raw`${duration}\s+(?:ago|back)`, read: ([, n, of]) => on(n, of, '-') },
  { pattern: String.raw`${duration}\s+from\s+(?:now|today)`, read: ([, n, of]) => on(n, of, '+') },
  {
    pattern: String.raw`(?:since|(?:starting|beginning)\s+(?:on|from|with)|on\s+or\s+after|not\s+(?:before|earlier\s+than))\s+${the}${dated}(?:\s+(?:on|onwards?|forward))?|from\s+${the}${dated}\s+(?:on|onwards?|forward)(?![\p{L}])`,
    read: ([, a, other], world) => bound('>=', a ?? other, world),
    lean: 'past',
  },
  {
    pattern: String.raw`(?:after|later\s+than|past|beyond)\s+${the}${dated}`,
    read: ([, a], world) => bound('>', a, world),
  },
  {
    pattern: String.raw`(?:before|prior\s+to|earlier\s+than|preceding)\s+${the}${dated}`,
    read: ([, a], world) => bound(isEnd(a) ? '<=' : '<', a, world),
  },
  {
    pattern: String.raw`(?:by|until|till|through|thru|up\s+to|on\s+or\s+before|no\s+later\s+than|not\s+(?:after|later\s+than))\s+${the}${dated}`,
    read: ([, a], world) => bound('<=', a, world),
  },
  {
    pattern: String.raw`(?:in|during|for|from|of|throughout)\s+(?:the\s+year\s+)?(${yearPattern})`,
    read: ([, a], world) => within(a, world),
  },
  {
    pattern: String.raw`(?:(?:on|in|during|for|from|of|at|dated|throughout|effective)\s+)?${the}${period}(?:['’]s)?`,
    read: ([, a], world) => within(a, world),
  },
  {
    pattern: String.raw`in\s+${duration}`,
    read: ([, n, of]) => ahead(n, of),
    negated: ([, n, of]) => before(n, of),
    lean: 'future',
  },
  {
    pattern: String.raw`for\s+${count}\s+(day|week|month|quarter|year)s?`,
    read: ([, n, of]) => before(n, of),
  },
];

const toDate: Readonly<Record<string, string>> = { w: 'week', m: 'month', q: 'quarter', y: 'year' };

const edge = (pattern: string) => String.raw`(?<![\p{L}\p{N}/.-])(?:${pattern})(?![\p{L}\p{N}/])`;

/** Patterns of all forms with how each is read. */
export const stretchForms = forms.map((form) => ({ ...form, pattern: edge(form.pattern) }));

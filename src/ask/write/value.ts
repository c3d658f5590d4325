import type { Field } from '../../catalog/model.js';
import { kindOf } from '../../conditions/shape.js';
import type { Doubt, Setting } from '../draft.js';
import { withoutQuotes } from './free-text.js';
import { readWhen } from './clock-time.js';
import { durationPattern, readHours } from './duration.js';
import type { FieldWords } from './fields.js';
import { nounOf } from './nouns.js';

/** A value that a field takes, as settings; `unset` where it is emptied. */
export interface Value {
  settings: Setting[];
  unset?: string[];
  as: string;
  doubt?: Doubt;
}

export interface ValueWorld {
  today: string;
  words: Pick<FieldWords, 'membersOf'>;
}

/** What one setting says. */
export function valueOf(setting: Setting): Value {
  return { settings: [setting], as: `${setting.path} = ${setting.value}` };
}

/** Reads the words that a field is set to, by its type; undefined where there is no such field, or no such value. */
export function readValue(
  field: Field | undefined,
  text: string,
  world: ValueWorld,
): Value | undefined {
  const written = unquoted(text);
  if (field === undefined || written === '') return undefined;
  if (
    /^(?:nothing|none|null|empty|blank|nobody|no one|unassigned)$/i.test(written) &&
    kindOf(field) !== 'text'
  )
    return { settings: [], unset: [field.name], as: `${field.name} emptied` };
  const value = plainValue(field, written, world);
  if (value === undefined) return undefined;
  const { named, text: set } = value;
  return valueOf({ path: field.name, value: set, ...(named !== undefined && { named }) });
}

interface Plain {
  text: string;
  named?: { field: string; name: string };
}

function plainValue(
  field: Field,
  written: string,
  { today, words }: ValueWorld,
): Plain | undefined {
  switch (kindOf(field)) {
    case 'boolean':
      return said(booleans.get(written.toLowerCase()));
    case 'integer':
    case 'number':
      return said(number(field, written));
    case 'enum':
      return said(listed(field, written));
    case 'date':
      return said(readWhen(written, today, 'future'));
    case 'reference':
      return reference(field, written, words.membersOf);
    case 'list':
      return undefined;
    case 'any':
    case 'text':
      return said(field.format === 'uuid' ? undefined : written);
  }
}

function said(text: string | undefined): Plain | undefined {
  return text === undefined ? undefined : { text };
}

const booleans = new Map(
  Object.entries({
    yes: 'true',
    true: 'true',
    on: 'true',
    enabled: 'true',
    no: 'false',
    false: 'false',
    off: 'false',
    disabled: 'false',
  }),
);

function number(field: Field, written: string): string | undefined {
  const duration = new RegExp(`^${durationPattern}$`, 'iu').exec(written)?.groups;
  if (duration !== undefined)
    return /hours/i.test(field.name) ? String(readHours(duration) ?? '') || undefined : undefined;
  const bare = written
    .replace(/^[$€£]\s?/, '')
    .replace(/\s?(?:dollars|usd|euros?|%|percent)$/i, '');
  const [, digits, thousand] =
    /^(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(k)?$/i.exec(bare) ?? [];
  if (digits === undefined) return undefined;
  const value = Number(digits.replaceAll(',', '')) * (thousand === undefined ? 1 : 1000);
  return field.type === 'integer' && !Number.isInteger(value) ? undefined : String(value);
}

function listed({ allowed = [] }: Field, written: string): string | undefined {
  const bare = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return allowed.find((one) => bare(one) === bare(meantBy(written)));
}

/** What is said for how time and goods are billed. */
function meantBy(text: string): string {
  if (/^(?:non|not|un)[\s-]?billable$/i.test(text)) return 'DoNotBill';
  return /^(?:free|no[\s-]?charge|free of charge|without charge)$/i.test(text) ? 'NoCharge' : text;
}

/** Words that begin another piece of the sentence: no name goes across them, unless it is quoted. */
const breaks =
  /[:;=]|,(?!\s*(?:inc|llc|ltd|co|corp)\b)|\s(?:with|on|in|at|to|by|from|under|due|assigned|as|is|please|about|regarding|called|named)\s/i;

/** Statuses are sentences themselves: Waiting on Customer, Scheduled for Today. */
const statusBreaks = /[:;=,]|\s(?:with|assigned|due|by|please|about)\s/i;

/** Behind "and" stands another change: Closed and the eta to Friday, 1 and move it. */
const otherChange =
  /\s(?:and|then)\s+(?:(?:then|also|please)\s+)*(?:(?:assign|reassign|set|make|give|move|close|change|mark|update|put|add|log|clear|raise|lower|escalate|schedule)\s|.*\s(?:to|=|as|is)\s)/i;

/** Words that are no name. */
const pronoun =
  /^(?:this|that|it|them|him|her|which|the|an?|of|to|for|in|on|and|or|at|by|with|from|as|is|be|not|all|any|every|each|everything|someone|somebody|anyone)$/i;

/** Nothing is called so that something is missing. */
const unfinished = /\s(?:and|or|with|the|an?|of|to|on|in|for|as|by|at|from|its|their|his|her|&)$/i;

function reference(
  field: Field,
  written: string,
  membersOf: FieldWords['membersOf'],
): Plain | undefined {
  const schema = field.schema ?? '';
  const members = membersOf(schema).map(({ name }) => name);
  const isMember = schema === 'MemberReference';
  if (isMember && /^(?:me|myself|mine)$/i.test(written)) return { text: 'me' };
  const isPriority = schema === 'PriorityReference';
  if (isPriority) {
    const [, level] = /^(?:p|prio|priority)?\s?-?#?(\d)$/i.exec(written) ?? [];
    if (level !== undefined) return named(`Priority ${level}`);
    if (/^(?:urgent|emergency)$/i.test(written)) return named('Priority 1');
  }
  const [, id] = /^(?:#|id )?(\d+)$/.exec(written) ?? [];
  if (id !== undefined) return { text: id };
  const ends = schema.endsWith('StatusReference') ? statusBreaks : breaks;
  if (ends.test(written) || unfinished.test(written) || otherChange.test(written)) return undefined;
  if (written.split(/\s+/).length > 7) return undefined;
  if (!members.some((one) => one === 'identifier' || one === 'name')) return undefined;
  const name = written.replace(/^(?:the|a|an)\s+/i, '').replace(tail(field), '');
  return /^[\p{L}\p{N}]/u.test(name) && !pronoun.test(name) ? named(name) : undefined;

  function named(text: string): Plain {
    return { text, named: { field: field.name, name: text } };
  }
}

/** The Help Desk board: what the field is called already says that it is a board. */
function tail({ name }: Field): RegExp {
  return new RegExp(
    String.raw`\s+(?:${nounOf(name)}|${nounOf(name).split(' ').at(-1) ?? ''})$`,
    'i',
  );
}

/** Without the quotes around it, and the full stop of its sentence. */
export function unquoted(text: string): string {
  const bare = text.trim();
  const inside = withoutQuotes(bare);
  return inside === bare ? bare.replace(/[.!?]+$/, '').trim() : inside;
}

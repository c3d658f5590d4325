import { singular } from '../../catalog/words.js';
import { lookUp, type RecordShape } from '../../conditions/shape.js';
import type { Lore } from '../phrases.js';
import { countOf } from '../when/count-words.js';
import { plain } from '../phrase-pattern.js';

/** What stands in an amount: its count and times, the currency and the unit, and the word for it before or behind. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** The field that an amount is of: by its word, else by its unit; the main one where that is all it can mean. */
export function fieldOf(groups: Groups, lore: Lore, takesMain: boolean): string | undefined {
  const word = groups['before'] ?? groups['behind'];
  const said = word === undefined ? undefined : plain(word);
  const named = said === undefined || said in lore.amounts ? said : said.replace(/\S+$/, singular);
  const ofUnit = unitWord(unitOf(groups), groups['currency']);
  return (
    (named === undefined ? undefined : lore.amounts[named]) ??
    (ofUnit === undefined ? undefined : amountFor(ofUnit, lore)) ??
    (ofUnit === undefined && takesMain ? mainAmount(lore) : undefined)
  );
}

/** The number at a place of the groups, in what the field counts; undefined where it cannot have such a value. */
export function valueOf(
  field: string,
  groups: Groups,
  place: '' | 'High',
  shape: RecordShape,
): string | undefined {
  const number = numberOf(groups[`count${place}`] ?? '', groups[`times${place}`]);
  if (number === undefined) return undefined;
  const unit = unitOf(groups) ?? '';
  const isMinutes = /minutes/i.test(field);
  const value =
    /^min/i.test(unit) && !isMinutes
      ? number / 60
      : /^h/i.test(unit) && isMinutes
        ? number * 60
        : number;
  const found = lookUp(field, shape);
  const isWhole = found.kind === 'found' && found.field.type === 'integer';
  if (isWhole && !Number.isInteger(value)) return undefined;
  return String(Math.round(value * 10_000) / 10_000);
}

/** Of two amounts the second may have it for both: between 2 and 4 hours. */
function unitOf({ unit, unitHigh }: Groups): string | undefined {
  return unitHigh ?? unit;
}

function unitWord(unit: string | undefined, currency: string | undefined): string | undefined {
  if (unit !== undefined && /^(?:h|min)/i.test(unit)) return 'hours';
  if (unit !== undefined && /^(?:percent|%)$/i.test(unit)) return 'percent';
  if (unit !== undefined && /^(?:units?|pieces|pcs|items?|licen[cs]es)$/i.test(unit))
    return 'quantity';
  if ((currency ?? '') !== '' || /^(?:dollars|usd)$/i.test(unit ?? '')) return 'money';
  return unit?.toLowerCase();
}

/** The field of a unit where no word names one: that of hours; of money the resource's main amount. */
function amountFor(word: string, lore: Lore): string | undefined {
  return word === 'money' ? mainAmount(lore) : lore.amounts[word];
}

/** What records are worth. */
export function mainAmount({ amounts }: Lore): string | undefined {
  const names = ['', 'total', 'amount', 'value', 'price', 'cost', 'revenue'];
  return names.map((name) => amounts[name]).find((field) => field !== undefined);
}

function numberOf(text: string, thousand: string | undefined): number | undefined {
  const plain = text.toLowerCase().replaceAll(/\s+/g, ' ');
  const base = /^-?\.?\d/.test(plain)
    ? Number(plain.replaceAll(',', ''))
    : plain === 'zero'
      ? 0
      : plain.startsWith('half')
        ? 0.5
        : countOf(plain);
  if (base === undefined || Number.isNaN(base)) return undefined;
  const times = thousand === undefined ? 1 : /^(?:k|thousand)$/i.test(thousand) ? 1000 : 1_000_000;
  return base * times;
}

import type { JsonRecord } from '../../text/records.js';

/** Money and hours have two decimals. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

export function sum(amounts: readonly number[]): number {
  return cents(amounts.reduce((total, amount) => total + amount, 0));
}

/** Every so many of the records, so that a filter on a flag always finds some and leaves some. */
export function every(nth: number, index: number): boolean {
  return index % nth === 0;
}

/** A number of a record, as it was written; what is absent counts as nothing, or as what is given. */
export function amount(record: JsonRecord, field: string, absent = 0): number {
  return Number(record[field] ?? absent);
}

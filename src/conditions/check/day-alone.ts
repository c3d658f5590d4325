import type { CompareOperator } from '../tree.js';

/** How to write what a day beside an operator seems to mean; undefined where midnight means the same. */
export function wholeDay(path: string, operator: CompareOperator, day: string): string | undefined {
  const next = dayAfter(day);
  switch (operator) {
    case '=':
      return `The whole day: ${either(next && `(${path}>=[${day}] and ${path}<[${next}])`, `--where ${path}=${day}`)}`;
    case '!=':
      return `The whole day: ${either(next && `(${path}<[${day}] or ${path}>=[${next}])`, `--where ${path}!=${day}`)}`;
    case '>':
      return `To leave out the whole day: ${either(next && `${path}>=[${next}]`, `--where "${path} gt ${day}"`)}`;
    case '<=':
      return `To take in the whole day: ${either(next && `${path}<[${next}]`, `--where "${path} le ${day}"`)}`;
    case '<':
    case '>=':
      return undefined;
  }
}

function either(condition: string | undefined, where: string): string {
  return condition === undefined ? where : `${condition}, or ${where}`;
}

function dayAfter(day: string): string | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const next = new Date(Date.UTC(year, month - 1, date + 1));
  return Number.isNaN(next.getTime()) ? undefined : next.toISOString().slice(0, 10);
}

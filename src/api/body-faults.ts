import { UsageError } from '../errors/errors.js';
import { listed } from '../text/nearest.js';
import type { BodyFindings } from './check-body.js';

/** One error for everything that is wrong with a body: the first thing by name, the others counted, all in details. */
export function bodyError(
  faults: BodyFindings['faults'],
  { method, path }: { method: string; path: string },
): UsageError | undefined {
  const [first] = faults;
  if (first === undefined) return undefined;
  const missing = faults.filter(({ code, message }) => isMissing(code) && endsRequired(message));
  const isFirst = missing.includes(first) && missing.length > 1;
  const told = isFirst
    ? `${listed(missing.map(({ field }) => field))} are required`
    : first.message.replace(/ Did you mean .*$/, '').replace(/\.$/, '');
  const others = faults.length - (isFirst ? missing.length : 1);
  const more =
    others === 0 ? '' : `, and ${others} more ${others === 1 ? 'problem' : 'problems'} in the body`;
  return new UsageError(`${told}${more}.`, {
    hint: hintFor(faults, `${method} '${path}'`),
    details: faults,
  });
}

function hintFor(faults: BodyFindings['faults'], target: string): string {
  const question = / (Did you mean .*)$/.exec(faults[0]?.message ?? '')?.[1];
  const parts = [
    question,
    faults.some(({ code }) => code === 'MaxLengthField')
      ? '--fit cuts what is too long.'
      : undefined,
    faults.some(({ code }) => isMissing(code))
      ? `A body to fill in: cwm describe ${target} --skeleton`
      : `What it takes: cwm describe ${target}`,
    '(--no-check sends it as it is.)',
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

function isMissing(code: string): boolean {
  return code === 'MissingRequiredField';
}

function endsRequired(message: string): boolean {
  return message.endsWith(' is required');
}

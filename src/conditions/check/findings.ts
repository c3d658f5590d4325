import { checkCondition, type FilterName } from './check.js';
import { checkFieldList, checkOrderBy } from './lists.js';
import type { Finding } from './finding.js';
import { faultIn, placed, syntaxFault } from '../fault.js';
import { parseFieldList, parseOrderBy } from '../lists.js';
import { parseCondition, type ParseOptions } from '../parse.js';
import type { RecordShape } from '../shape.js';
import { ConditionSyntaxError } from '../syntax-error.js';

/** The parameters that name fields of the records. */
export type CheckedName = FilterName | 'orderBy' | 'fields';

const checkedNames: readonly string[] = [
  'conditions',
  'childConditions',
  'customFieldConditions',
  'unlessExists',
  'orderBy',
  'fields',
] satisfies CheckedName[];

/** The parameter of a name in any case; undefined for one that names no fields. */
export function checkedName(name: string): CheckedName | undefined {
  return checkedNames.find((one): one is CheckedName => one.toLowerCase() === name.toLowerCase());
}

/** What is wrong with the value of a parameter. Throws ConditionSyntaxError for one that cannot be read. */
export function findingsIn(
  name: CheckedName,
  text: string,
  shape: RecordShape,
  options: ParseOptions = {},
): Finding[] {
  switch (name) {
    case 'orderBy':
      return checkOrderBy(parseOrderBy(text), shape);
    case 'fields':
      return checkFieldList(parseFieldList(text), shape);
    default:
      return checkCondition(name, parseCondition(text, options), shape);
  }
}

/** What is wrong with the value of a parameter: of one that cannot be read its syntax alone, and where. */
export function allFindings(
  name: CheckedName,
  text: string,
  shape: RecordShape,
  options: ParseOptions = {},
): Finding[] {
  try {
    return findingsIn(name, text, shape, options);
  } catch (error) {
    if (!(error instanceof ConditionSyntaxError)) throw error;
    const mistake = syntaxFault(name, error);
    return [{ severity: 'error', ...mistake, message: placed(mistake, text) }];
  }
}

/** Throws the errors among findings, the first with the further ones as its details. */
export function refuseErrors(name: string, text: string, findings: readonly Finding[]): void {
  const [first, ...further] = findings.filter(({ severity }) => severity === 'error');
  if (first === undefined) return;
  const sends = '--no-check sends it as it is.';
  const hint = first.hint === undefined ? sends : `${first.hint} (${sends})`;
  throw faultIn(name, text, { ...first, hint }, further);
}

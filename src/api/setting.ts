import type { Field } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { exactNumber } from '../text/json.js';
import { didYouMean } from '../text/nearest.js';
import type { JsonRecord } from '../text/records.js';
import type { ToDate } from './body-date.js';
import { isCustomFields } from './custom-fields.js';
import { isIndex, type BodyShape } from './field-path.js';
import { memberText } from './member.js';
import { nearFields } from '../text/near-name.js';
import { plainDigits, typedValue } from './typed-value.js';

/** A place in a body that `--set` or `--unset` names. */
export interface Target {
  /** The path as it was given. */
  written: string;
  /** Names as the schema spells them, and indexes of lists. */
  path: string[];
  /** How many names lead to what a PATCH replaces as a whole: the field itself, or the reference that it is a part of. */
  whole: number;
  field: Field | undefined;
  /** Schema that has the field; undefined for the record itself. */
  owner?: string | undefined;
  members: readonly Field[];
  /** The custom field that the path names by id or caption, in place of an element of the list. */
  customField?: JsonRecord;
}

export interface Setting extends Target {
  value: unknown;
}

export interface SettingRules extends Pick<BodyShape, 'fields' | 'membersOf'> {
  isOpen?: (text: string) => boolean;
  toDate?: ToDate | undefined;
  /** Identifier of the member that `me` stands for. */
  member?: string | undefined;
  check: boolean;
}

/** One `--set path=value`, its value typed by the schema. */
export function toSetting(written: string, text: string, rules: SettingRules): Setting {
  const target = toTarget('--set', written, rules);
  const { field, owner, members, path, customField } = target;
  if (field === undefined || customField !== undefined || rules.isOpen?.(text) === true)
    return { ...target, value: text };
  const isElement = path.at(-1) !== field.name;
  const { toDate, member } = rules;
  const meant = memberText(text, field.schema, member);
  return {
    ...target,
    value: typedValue({ written, text: meant, field, owner, isElement, members, toDate }),
  };
}

/** A path of `--set` or `--unset`, followed through the schema. Throws UsageError where it leads nowhere. */
export function toTarget(
  flag: string,
  written: string,
  { fields, membersOf, check }: SettingRules,
): Target {
  const custom = customFieldOf(written, fields);
  if (custom !== undefined) return custom;
  const path: string[] = [];
  let whole: number | undefined;
  let among = fields;
  let field: Field | undefined;
  let owner: string | undefined;
  for (const name of written.replace(/^\//, '').split(/[./]/)) {
    if (name === '')
      throw new UsageError(`${flag} ${written}: a name is missing in the path.`, {
        hint: 'Write names with one dot or slash between them, such as status.name.',
      });
    const isElement = isIndex(name);
    refuseMisplaced(flag, written, name, path, field);
    if (isElement) {
      path.push(name);
      continue;
    }
    owner = field?.schema;
    field = among.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (field === undefined && check) refuseMisspelt(name, among);
    path.push(field?.name ?? name);
    if (field === undefined || field.type === 'object') whole ??= path.length;
    among = field?.schema === undefined ? [] : membersOf(field.schema);
  }
  return { written, path, whole: whole ?? path.length, field, owner, members: among };
}

/** `customFields.<caption or id>`; a caption may hold dots and slashes. An index with a member is an element as ever. */
function customFieldOf(written: string, fields: readonly Field[]): Target | undefined {
  const [, name = '', key = ''] = /^\/?([^./]+)[./]([\s\S]+)$/.exec(written) ?? [];
  const field = fields.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (field === undefined || !isCustomFields(field) || /^\d+[./]/.test(key)) return undefined;
  const digits = /^\d+$/.test(key) ? plainDigits(key) : undefined;
  const customField = digits === undefined ? { caption: key } : { id: exactNumber(digits) };
  const path = [field.name, digits ?? key.toLowerCase()];
  return { written, path, whole: 1, field, members: [], customField };
}

function refuseMisplaced(
  flag: string,
  written: string,
  name: string,
  path: readonly string[],
  field: Field | undefined,
): void {
  if (field === undefined) return;
  const takesIndex = field.type === 'array' && path.at(-1) === field.name;
  if (isIndex(name) === takesIndex) return;
  const before = path.join('.');
  throw new UsageError(
    `${flag} ${written}: ${before} ${takesIndex ? 'is a list' : 'is no list'}.`,
    { hint: takesIndex ? `Name the element: ${before}.0.${name}` : 'Leave out the index.' },
  );
}

/** What resembles no known name is let through: a server may be newer than the catalog. */
function refuseMisspelt(name: string, among: readonly Field[]): void {
  const near = didYouMean(
    nearFields(
      name,
      among.map((one) => one.name),
    ),
  );
  if (near === undefined) return;
  throw new UsageError(`"${name}" is not a field here.`, {
    hint: `${near} --no-check sends it as it is.`,
  });
}

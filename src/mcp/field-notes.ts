import type { DescribedField, Description } from '../actions/describe.js';
import type { Parameter } from '../catalog/model.js';
import type { Filter } from '../conditions/filters.js';
import { shortened } from '../text/shortened.js';

/** Names with what is to know of each; a list where the names alone are told. */
export type Listing = Record<string, string> | string[];

/** What a parameter takes; one of the path is always required. */
export function parameterNotes(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(
    parameters.map(({ name, type, required, allowed, known, in: place }) => {
      const values = allowed ?? known;
      const isNeeded = required && place === 'query';
      const parts = [type, isNeeded ? 'required' : '', values === undefined ? '' : oneOf(values)];
      return [name, parts.filter((part) => part !== '').join(', ')];
    }),
  );
}

/** What the value of a field is. */
export function fieldNotes(fields: readonly DescribedField[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, noteOf(field)]));
}

/** The names tell enough of an answer that will be seen. */
export function namesOrNotes(fields: readonly DescribedField[], isFull: boolean): Listing {
  return isFull ? fieldNotes(fields) : fields.map(({ name }) => name);
}

function noteOf({
  type,
  items,
  format,
  schema,
  maxLength,
  allowed,
  fields,
}: DescribedField): string {
  if (allowed !== undefined) return oneOf(allowed);
  const kind = schema === undefined ? (items ?? format ?? type) : `{${members(fields)}}`;
  const listed = type === 'array' ? `list of ${kind}` : kind;
  return maxLength === undefined ? listed : `${listed}, at most ${maxLength}`;
}

/** What a reference is set by comes first. */
function members(fields: readonly string[] = []): string {
  const telling = ['id', 'identifier', 'name'].filter((name) => fields.includes(name));
  const shown = telling.length > 0 ? telling : fields.slice(0, 4);
  return shown.join(', ') + (telling.length === 0 && fields.length > 4 ? ', …' : '');
}

function oneOf(values: readonly string[]): string {
  return shortened(`one of ${values.join(', ')}`, 200);
}

export function filterNotes(filters: readonly Filter[]): Record<string, string> {
  return Object.fromEntries(
    filters.map(({ name, type, allowed, in: place }) => {
      const kind = allowed === undefined ? type : oneOf(allowed);
      return [name, place === 'conditions' ? kind : `${kind}, in ${place}`];
    }),
  );
}

export function bodyForm({ body, examples }: Description): string {
  if (body?.schema === 'PatchOperation')
    return 'list of {op: replace | add | remove, path: field, value}; a reference is replaced as a whole';
  if (body?.contentType.startsWith('multipart/') === true)
    return `an upload, which is made on the command line: ${examples.sh}`;
  return formOf(body ?? nothing);
}

export function answerForm({ response }: Description): string {
  return formOf(response);
}

const nothing = { list: false, schema: null, contentType: null };

function formOf({
  list,
  schema,
  contentType,
}: Pick<Description['response'], keyof typeof nothing>): string {
  const one = schema ?? contentType ?? 'nothing';
  return list ? `list of ${one}` : one;
}

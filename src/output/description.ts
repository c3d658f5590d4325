import type { DescribedField, Description } from '../actions/describe.js';
import { listParameters, type Parameter } from '../catalog/model.js';
import { isRecord } from '../text/records.js';
import type { Style } from '../terminal/style.js';
import { inertLine } from '../text/sanitize.js';
import { filterLines } from './filter-lines.js';
import { jsonText } from './json.js';

/** An endpoint's description for a person; a skeleton or a schema as JSON to copy. */
export function presentDescription(value: unknown, style: Style, width: number): string {
  if (!isDescription(value)) return `${jsonText(value, { ascii: false, pretty: true })}\n`;
  return present(inertStrings(value), style, width);
}

function present(value: Description, style: Style, width: number): string {
  const sections = [
    heading(value, style),
    parameters(value, style, width),
    body(value, style, width),
    response(value, style, width),
    filters(value, style, width),
    related(value, style, width),
    `${style.bold('Example')}\n  sh          ${value.examples.sh}\n  PowerShell  ${value.examples.powershell}`,
  ];
  return `${sections.filter((section) => section !== undefined).join('\n\n')}\n`;
}

function isDescription(value: unknown): value is Description {
  return isRecord(value) && 'operationId' in value && 'examples' in value;
}

/** The same value with every text in it inert: a definition that somebody else wrote is shown here. */
function inertStrings<T>(value: T): T {
  const text = JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'string' ? inertLine(member) : member,
  );
  return JSON.parse(text) as T;
}

function heading(
  { method, path, summary, operationId, module, category }: Description,
  style: Style,
): string {
  return `${style.bold(`${method} ${path}`)}\n${summary}\n${style.dim(`${operationId} · ${module} · ${category}`)}`;
}

function parameters(
  { parameters: all }: Description,
  style: Style,
  width: number,
): string | undefined {
  if (all.length === 0) return undefined;
  const standard = all.filter(({ name }) => (listParameters as readonly string[]).includes(name));
  const own = all.filter((parameter) => !standard.includes(parameter));
  const lines = own.map((parameter) => [parameter.name, parameterNote(parameter)] as const);
  const shown = columns(lines, style, width);
  if (standard.length > 0) shown.push(`  ${standard.map(({ name }) => name).join(', ')}`);
  return [style.bold('Parameters'), ...shown].join('\n');
}

function parameterNote({ type, in: place, required, allowed, known }: Parameter): string {
  const values = allowed ?? known;
  return [
    `${type} in the ${place}`,
    required ? 'required' : undefined,
    values === undefined ? undefined : `one of ${values.join(', ')}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function body({ body: content }: Description, style: Style, width: number): string | undefined {
  if (content === null) return undefined;
  const title = `${style.bold('Body')}  ${content.list ? 'list of ' : ''}${content.schema ?? 'value'} (${content.contentType})`;
  return [title, ...fieldLines(content.fields, style, width)].join('\n');
}

function response(
  { response: content, body: sent }: Description,
  style: Style,
  width: number,
): string {
  const what =
    content.contentType === null
      ? 'nothing'
      : `${content.list ? 'list of ' : ''}${content.schema ?? content.contentType}`;
  const title = `${style.bold('Response')}  ${content.status}, ${what}`;
  if (content.fields.length === 0) return title;
  if (content.schema === sent?.schema) return `${title}, the fields of the body`;
  return [title, ...fieldLines(content.fields, style, width)].join('\n');
}

function filters(
  { filters: all, operationId }: Description,
  style: Style,
  width: number,
): string | undefined {
  if (all.length === 0) return undefined;
  const shown = filterLines(all);
  const rest = `  All ${all.length}: cwm describe ${operationId} -o json --query 'filters[].name'`;
  return [
    style.bold('Filter by'),
    ...columns(shown, style, width),
    ...(all.length > shown.length ? [rest] : []),
  ].join('\n');
}

function fieldLines(fields: readonly DescribedField[], style: Style, width: number): string[] {
  const ordered = [
    ...fields.filter(({ required }) => required),
    ...fields.filter(({ required }) => !required),
  ].filter(({ name }) => name !== '_info');
  return columns(
    ordered.map(
      (field) => [field.required ? `${field.name} *` : field.name, fieldNote(field)] as const,
    ),
    style,
    width,
  );
}

function fieldNote({
  type,
  items,
  format,
  schema,
  maxLength,
  allowed,
  fields,
}: DescribedField): string {
  const kind =
    schema === undefined
      ? items === undefined
        ? (format ?? type)
        : `list of ${items}`
      : type === 'array'
        ? `list of ${schema}`
        : schema;
  const notes = [
    maxLength === undefined ? undefined : `at most ${maxLength}`,
    allowed === undefined ? undefined : `one of ${allowed.join(', ')}`,
    fields === undefined ? undefined : fields.slice(0, 4).join(', '),
  ].filter((note) => note !== undefined);
  return [kind, ...notes].join('; ');
}

function columns(
  lines: readonly (readonly [string, string])[],
  style: Style,
  width: number,
): string[] {
  const label = Math.max(0, ...lines.map(([name]) => name.length));
  const room = Math.max(30, width - label - 6);
  return lines.map(([name, note]) => {
    const text = note;
    return `  ${name.padEnd(label)}  ${style.dim(text.length > room ? `${text.slice(0, room - 1)}…` : text)}`;
  });
}

function related(
  { related: others }: Description,
  style: Style,
  width: number,
): string | undefined {
  if (others.length === 0) return undefined;
  const widest = Math.max(...others.map(({ path }) => path.length));
  const room = width - widest - 12;
  const lines = others.map(({ method, path, summary }) => {
    const start = `  ${method.padEnd(6)} ${path}`;
    if (room >= summary.length) return `${start.padEnd(widest + 11)}${style.dim(summary)}`;
    return room >= 20
      ? `${start.padEnd(widest + 11)}${style.dim(`${summary.slice(0, room - 1)}…`)}`
      : start;
  });
  return [style.bold('Related'), ...lines].join('\n');
}

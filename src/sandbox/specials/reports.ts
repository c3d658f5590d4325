import type { Match } from '../../catalog/path-matcher.js';
import type { Field } from '../../catalog/model.js';
import { unknownRecords, type RecordShape } from '../../conditions/shape.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { ApiFault, type Answer } from '../answer.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { pageOf } from '../paging.js';
import { reportsByName, type Column, type ColumnType } from './report-columns.js';
import { asked, pageOfRows } from './rows.js';

export const reports: Readonly<Record<string, Special>> = {
  'GET /system/reports': (request, match, world) =>
    pageOfRows(
      request,
      Object.keys(reportsByName).map((name) => ({ name })),
      match,
      world,
    ),
  'GET /system/reports/{reportName}': report,
  'GET /system/reports/{reportName}/columns': (_request, match) => ({
    status: 200,
    body: definitions(named(match).columns),
  }),
  'GET /system/reports/{reportName}/count': (request, match, world) => ({
    status: 200,
    body: { count: rowsOf(request, match, world).length },
  }),
};

/** A report's data: what its columns are, and rows of values in their order. `fields` has no say here. */
function report(request: SandboxRequest, match: Match, world: World): Answer {
  const columns = chosen(named(match).columns, request.query.get('columns') ?? undefined);
  const { query, url, sent } = request;
  const page = pageOf(rowsOf(request, match, world), query, url, { sent });
  const names = Object.keys(columns);
  return {
    status: 200,
    body: {
      column_definitions: definitions(columns),
      row_values: page.rows.map((row) => names.map((name) => row[name] ?? null)),
    },
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

function named({ values }: Match): (typeof reportsByName)[string] & object {
  const wanted = values['reportName'] ?? '';
  const found = Object.entries(reportsByName).find(
    ([name]) => name.toLowerCase() === wanted.toLowerCase(),
  )?.[1];
  if (found !== undefined) return found;
  throw new ApiFault(404, 'NotFound', `Report ${wanted} not found`);
}

/** The columns asked for, in that order; all of them where none are. */
function chosen(
  columns: Readonly<Record<string, Column>>,
  asked: string | undefined,
): Readonly<Record<string, Column>> {
  const names = (asked ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) return columns;
  return Object.fromEntries(
    names.map((name) => {
      const found = Object.entries(columns).find(
        ([one]) => one.toLowerCase() === name.toLowerCase(),
      );
      if (found !== undefined) return found;
      throw new ApiFault(400, 'ApiFindCondition', `${name} is not a recognized name.`);
    }),
  );
}

/** An object a column, with the column's name as its one key. */
function definitions(columns: Readonly<Record<string, Column>>): JsonRecord[] {
  return Object.entries(columns).map(([name, { type, path }]) => ({
    [name]: { type, isNullable: path !== 'id', identityColumn: path === 'id' },
  }));
}

/** Every row with all columns: conditions and order may name one that is not shown. */
function rowsOf(request: SandboxRequest, match: Match, world: World): JsonRecord[] {
  const { collection, columns } = named(match);
  const rows = world.store
    .list(collection)
    .map(({ record }) =>
      Object.fromEntries(
        Object.entries(columns).map(([name, { path }]) => [name, at(record, path)]),
      ),
    );
  return asked(request, rows, shapeOf(columns), world);
}

/** What conditions may name: the columns, without case. */
function shapeOf(columns: Readonly<Record<string, Column>>): RecordShape {
  return {
    ...unknownRecords,
    fields: Object.entries(columns).map(([name, { type }]) => ({
      name,
      ...valueTypes[type],
      required: false,
      requiredOnUpdate: false,
    })),
  };
}

const valueTypes: Readonly<Record<ColumnType, Pick<Field, 'type' | 'format'>>> = {
  Numeric: { type: 'number' },
  Text: { type: 'string' },
  Date: { type: 'string', format: 'date-time' },
  Boolean: { type: 'boolean' },
};

function at(record: JsonRecord, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), record);
}

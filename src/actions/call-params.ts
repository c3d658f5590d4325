import { methods } from '../catalog/model.js';
import { bodyParams } from './call-body.js';
import type { InputOf } from './define.js';
import { pagingParams } from './plan-list.js';

/** Which records a read asks for, and how much of them. */
export const readParams = {
  params: {
    kind: 'pairs',
    summary: 'fills {placeholders} first, then query parameters',
    completes: 'parameter',
  },
  conditions: {
    kind: 'string',
    summary: `which records, such as closedFlag=false and status/name="New"`,
    completes: 'conditions',
  },
  childConditions: {
    kind: 'string',
    summary: 'conditions on members of lists',
    completes: 'childConditions',
  },
  customFieldConditions: {
    kind: 'string',
    summary: 'conditions on custom fields',
    completes: 'customFieldConditions',
  },
  where: {
    kind: 'texts',
    summary: 'which records: a field, an operator and a value, such as status/name=New',
    completes: 'where',
  },
  orderBy: {
    kind: 'list',
    summary: 'fields to sort by, each with asc or desc',
    completes: 'orderBy',
  },
  fields: {
    kind: 'list',
    summary: 'only these fields, such as id,summary,status/name',
    completes: 'fields',
  },
  page: { kind: 'integer', min: 1, summary: 'page of a list' },
  pageSize: {
    kind: 'integer',
    min: 1,
    max: 1000,
    summary: 'rows on a page; 25 unless told, at most 1000',
  },
  ...pagingParams,
} as const;

/** How a call is made. */
export const sendParams = {
  dryRun: { kind: 'boolean', default: false, summary: 'show the request and send nothing' },
  check: {
    kind: 'boolean',
    default: true,
    summary: 'check names, conditions and bodies before sending',
  },
  resolve: {
    kind: 'boolean',
    default: true,
    summary: 'look up a name that is given in place of an id',
  },
} as const;

/** What a call takes. */
export const callParams = {
  path: {
    kind: 'string',
    required: true,
    summary: 'template, concrete path or operationId',
    completes: 'endpoint',
  },
  method: {
    kind: 'string',
    choices: methods,
    summary: 'method; GET, else the first that the path has',
  },
  ...readParams,
  ...bodyParams,
  save: {
    kind: 'string',
    summary: 'keep the call in memory after success, under this description',
  },
  memory: {
    kind: 'boolean',
    default: true,
    summary: 'take the params of a kept call where none are given',
  },
  ...sendParams,
} as const;

export type CallInput = InputOf<typeof callParams>;

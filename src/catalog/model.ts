import type { JsonRecord } from '../text/records.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A ConnectWise definition, read: what a catalog is built from. */
export interface Definition {
  title: string;
  /** The release it describes, such as `2025.1`; sent as the pinned model version. */
  version: string;
  server: string;
  operations: Operation[];
  schemas: Schema[];
  /** References that lead nowhere; what they stood for takes any value. */
  dangling: string[];
}

export interface Operation {
  method: string;
  path: string;
  operationId: string;
  module: string;
  category: string;
  parameters: Parameter[];
  body: Payload | null;
  response: { status: number; payload: Payload | null };
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  type: string;
  required: boolean;
  format?: string;
  allowed?: string[];
  /** Values that were seen, not an exhaustive list. */
  known?: string[];
}

/** What a request or response body is made of. */
export interface Payload {
  contentType: string;
  list: boolean;
  /** JSON type of the body, or of each element when `list`. */
  type: string;
  format?: string;
  /** Name of the schema of the body or of each element; null for plain values and open objects. */
  schema: string | null;
  required: boolean;
}

export interface Schema {
  name: string;
  definition: JsonRecord;
  fields: Field[];
}

export interface Field {
  name: string;
  /** JSON type; `any` where the vendor declares an object and takes every value. */
  type: string;
  format?: string;
  /** Element type when `type` is array. */
  items?: string;
  /** Schema of the object, or of each element of the array. */
  schema?: string;
  required: boolean;
  requiredOnUpdate: boolean;
  maxLength?: number;
  allowed?: string[];
}

/** What names an endpoint: enough for a list of them. */
export interface EndpointSummary {
  id: number;
  method: Method;
  path: string;
  operationId: string;
  module: string;
  category: string;
  summary: string;
}

/** An endpoint as the catalog knows it. */
export interface Endpoint extends EndpointSummary {
  body: Payload | null;
  response: { status: number; payload: Payload | null };
}

/** In the order in which one is chosen when none is asked for. */
export const methods = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
] as const satisfies readonly Method[];

/** What every GET takes and the server ignores elsewhere: accepted on every method, in any case. */
export const listParameters = [
  'conditions',
  'childConditions',
  'customFieldConditions',
  'orderBy',
  'fields',
  'page',
  'pageSize',
  'pageId',
] as const;

const readingPosts = new Set(['/service/tickets/search', '/project/tickets/search']);

/** The two POSTs that only read: searches whose conditions are too long for a URL. */
export function isRead(endpoint: { method: string; path: string }): boolean {
  const path = endpoint.path.toLowerCase().replace(/\/$/, '');
  return endpoint.method === 'GET' || (endpoint.method === 'POST' && readingPosts.has(path));
}

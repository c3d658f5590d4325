import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { parseQuery, pathOf, queryOf, type ApiRequest } from '../api/request.js';
import { isRead } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { decodePercent } from '../text/percent.js';
import { isRecord } from '../text/records.js';

/** A call as an assistant asked for it. */
export interface AskedCall {
  path: string;
  method?: unknown;
  params?: unknown;
  data?: unknown;
  /** Rows that one call each is made of. */
  each?: readonly unknown[];
}

/** Where a list goes on. */
export type Position = PagePosition | RowPosition | EachPosition;

/** Within one page that was asked for by a request of its own. */
export interface PagePosition {
  kind: 'page';
  /** Undefined where it is too long to be kept: the call is made again. */
  request: ApiRequest | undefined;
  page: number;
  /** Rows of the page that were given before. */
  skip: number;
  /** The id of the last row that was given: rows before it may come and go. */
  last?: unknown;
  total?: number | undefined;
}

/** Within all rows of a call that follows pages or takes several requests. */
export interface RowPosition {
  kind: 'rows';
  /** Rows that were given before. */
  from: number;
  /** Rows that are asked for at a time, where the call itself does not say how many it follows. */
  size?: number | undefined;
  /** What the call was, where that is short enough to be kept. */
  asked?: AskedCall | undefined;
}

/** Within the records of a call that is made for each row of some. */
export interface EachPosition {
  kind: 'each';
  /** Rows whose records were all given before. */
  row: number;
  /** Records of the next row that were given before. */
  skip: number;
  asked?: AskedCall | undefined;
}

/** What a cursor is good for: this connection, and this call. */
export interface Binding {
  profile: string | undefined;
  asked: AskedCall;
}

/**
 * The position as a text that is given back to go on. All is in it, so that another run of the server can read it;
 * undefined for what would be too long to say.
 */
export function writeCursor(position: Position, binding: Binding): string | undefined {
  const whole = seal([...bindingOf(binding), ...toList(position)]);
  if (whole.length <= longest) return whole;
  // Who goes on then has to say the call again, which takes something to say.
  if (isBare(binding.asked)) return undefined;
  const short = {
    ...position,
    ...(position.kind === 'page' ? { request: undefined } : { asked: undefined }),
  };
  return seal([...bindingOf(binding), ...toList(short)]);
}

/** Reads a cursor for a call. Throws UsageError for one that is of another call or connection, or of nobody. */
export function readCursor(cursor: string, { profile, asked }: Binding): Position {
  const [forWhom, place, params, ...rest] = unseal(cursor);
  const [ownProfile, ownPlace, ownParams] = bindingOf({ profile, asked });
  if (forWhom !== ownProfile)
    throw new UsageError('The cursor is of another connection.', { hint: beginAgain });
  const position = toPosition(rest);
  const target = position.kind === 'page' ? position.request?.target : undefined;
  if (place !== ownPlace && (target === undefined || placeOf(target) !== placeOf(asked.path)))
    throw new UsageError('The cursor is of another path.', {
      hint: target === undefined ? beginAgain : `It goes with ${pathOf(target)}. ${beginAgain}`,
    });
  const isRepeated =
    params === ownParams || (target !== undefined && digestOf(queryOf(target)) === ownParams);
  if (!isBare(asked) && !isRepeated)
    throw new UsageError('The cursor is of other params.', {
      hint: 'Leave params out, or repeat those of the first answer. For others begin without a cursor.',
    });
  const isKept = position.kind === 'page' ? target !== undefined : position.asked !== undefined;
  if (!isKept && isBare(asked) && !isRepeated)
    throw new UsageError('This cursor needs its params.', {
      hint: 'Give params, data and each as in the call that it came from, and the cursor.',
    });
  return position;
}

const beginAgain = 'Leave the cursor out to begin with the first rows.';

/** Characters of a cursor: more would cost more than the rows that it saves. */
const longest = 1600;

const mark = 'cwm1';

const sealed = /^cwm1([\w-]{6})([\w-]{1,1600})$/;

/** Names of members would cost more than what they name. */
function toList(position: Position): unknown[] {
  if (position.kind === 'rows')
    return [null, position.from, position.size ?? null, position.asked ?? null];
  if (position.kind === 'each')
    return [null, position.skip, null, position.asked ?? null, position.row];
  const { request, page, skip, last = null, total = null } = position;
  const { method, target, body } = request ?? { method: 'GET', target: '' };
  return [target, page, skip, last, total, ...(method === 'GET' ? [] : [method, body])];
}

/** Only what reads can be gone on with. */
function toPosition([target, ...rest]: readonly unknown[]): Position {
  if (target === null) {
    const [from, size, given, row] = rest;
    const asked = isAsked(given) ? given : undefined;
    if (isCount(from) && isCount(row)) return { kind: 'each', row, skip: from, asked };
    if (isCount(from)) return { kind: 'rows', from, size: isCount(size) ? size : undefined, asked };
  }
  const [page, skip, last, total, method = 'GET', body] = rest;
  const request = toReading(method, target, body);
  if (isCount(page) && isCount(skip) && (request !== undefined || target === '')) {
    const known = { last: last ?? undefined, total: isCount(total) ? total : undefined };
    return { kind: 'page', request, page, skip, ...known };
  }
  throw new UsageError('The cursor says nothing that can be gone on with.', { hint: beginAgain });
}

function seal(said: readonly unknown[]): string {
  const packed = deflateRawSync(JSON.stringify(said)).toString('base64url');
  return `${mark}${digest(packed)}${packed}`;
}

function unseal(cursor: string): unknown[] {
  const text = cursor.trim();
  const [, check, packed = ''] = sealed.exec(text) ?? [];
  if (check === undefined && /^cwm\d/.test(text) && !text.startsWith(mark))
    throw new UsageError('The cursor is of another version of cwm.', { hint: beginAgain });
  const said = check === digest(packed) ? unpack(packed) : undefined;
  if (Array.isArray(said)) return said;
  throw new UsageError('The cursor is not one that an answer gave.', {
    hint: `Copy next_cursor as it stands. ${beginAgain}`,
  });
}

function unpack(packed: string): unknown {
  try {
    const bytes = inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: 65_536 });
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isAsked(value: unknown): value is { path: string } {
  return isRecord(value) && typeof value['path'] === 'string';
}

function toReading(method: unknown, target: unknown, body: unknown): ApiRequest | undefined {
  if (typeof method !== 'string' || typeof target !== 'string') return undefined;
  if (!/^\/[^/]/.test(target) || !isRead({ method, path: pathOf(target) })) return undefined;
  return { method, target, body: typeof body === 'string' ? body : undefined };
}

function bindingOf({ profile, asked }: Binding): [profile: string, path: string, params: string] {
  return [digest(profile), digest(placeOf(asked.path)), paramsDigest(asked)];
}

/** The same for every way to write a path. */
function placeOf(path: string): string {
  return decodePercent(pathOf(path.trim()))
    .replaceAll(/^\/|\/$/g, '')
    .toLowerCase();
}

function isBare({ path, params, data, each }: AskedCall): boolean {
  const isEmpty = params === undefined || (isRecord(params) && Object.keys(params).length === 0);
  const isAlone = (data === undefined || data === null) && each === undefined;
  return isEmpty && !path.includes('?') && isAlone;
}

function paramsDigest({ path, params, data, each }: AskedCall): string {
  const inPath = parseQuery(path.split('?').slice(1).join('?'));
  const own = isRecord(params) ? Object.entries(params) : [];
  return digestOf([...inPath, ...own], each === undefined ? data : [data ?? null, each]);
}

function digestOf(pairs: readonly (readonly [string, unknown])[], data: unknown = null): string {
  const texts = pairs
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
  return digest(JSON.stringify([texts.sort(), data ?? null]));
}

function digest(text: string | undefined): string {
  return createHash('sha256')
    .update(text ?? '')
    .digest('base64url')
    .slice(0, 6);
}

import { UsageError } from '../errors/errors.js';
import { sourceOf } from '../rows/table.js';
import { isRecord } from '../text/records.js';
import { splitList } from '../text/split-list.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import type { InputOf, JsonType, Param, Params } from './define.js';

/**
 * Checks raw input, words of a command line or members of a JSON object, against an action's params.
 * Unknown names are refused and the valid ones listed; values come out in their own types.
 */
export function parseInput<P extends Params>(params: P, raw: Record<string, unknown>): InputOf<P> {
  const input: Record<string, unknown> = {};
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(params, name)) throw unknownName(name, Object.keys(params));
  }
  for (const [name, param] of Object.entries<Param>(params)) {
    const value = raw[name];
    if (value === undefined || value === null) {
      if (param.required === true)
        throw new UsageError(`${name} is missing.`, { hint: `It is required: ${param.summary}.` });
      if ('default' in param) input[name] = param.default;
    } else {
      input[name] = readers[param.kind](name, value, param);
    }
  }
  return input as InputOf<P>;
}

type Reader = (name: string, value: unknown, param: Param) => unknown;

const readers: Record<Param['kind'], Reader> = {
  string(name, value, param) {
    if (typeof value !== 'string') throw wrongType(name, 'text', value);
    const choices = param.kind === 'string' ? param.choices : undefined;
    if (choices === undefined) return value;
    const chosen = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
    if (chosen === undefined)
      throw new UsageError(`${name} cannot be "${value}".`, {
        hint: `It is one of ${listed(choices, 'or')}.`,
      });
    return chosen;
  },
  secret(name, value) {
    if (typeof value !== 'string') throw wrongType(name, 'text', undefined);
    return value;
  },
  integer(name, value, param) {
    const number =
      typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number))
      throw wrongType(name, 'a whole number', value);
    if (param.kind === 'integer') {
      const { min = -Infinity, max = Infinity } = param;
      if (number < min || number > max) {
        throw new UsageError(`${name} cannot be ${number}.`, {
          hint: max === Infinity ? `It is at least ${min}.` : `It lies between ${min} and ${max}.`,
        });
      }
    }
    return number;
  },
  boolean(name, value) {
    if (typeof value !== 'boolean') throw wrongType(name, 'true or false', value);
    return value;
  },
  list(name, value) {
    if (typeof value === 'string') return splitList(value);
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
      throw wrongType(name, 'a list of names', value);
    return value.flatMap(splitList);
  },
  pairs(name, value) {
    if (Array.isArray(value)) return pairsOf(name, value.map(String));
    if (!isRecord(value)) throw wrongType(name, 'name=value', value);
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        typeof member === 'string' ? member : JSON.stringify(member),
      ]),
    );
  },
  texts(name, value) {
    if (typeof value === 'string') return [value];
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
      throw wrongType(name, 'texts', value);
    return value;
  },
  rows(name, value) {
    if (Array.isArray(value)) return sourceOf(value as unknown[]);
    if (isRecord(value) && typeof value['read'] === 'function') return value;
    throw wrongType(name, 'a list of objects', value);
  },
  json(name, value, param) {
    const types = param.kind === 'json' ? param.types : undefined;
    const type = Array.isArray(value) ? 'array' : isRecord(value) ? 'object' : undefined;
    if (types !== undefined && !types.some((one) => one === type))
      throw wrongType(name, listed(types.map(spoken), 'or'), value);
    return value;
  },
};

function spoken(type: JsonType): string {
  return type === 'array' ? 'a list' : 'an object';
}

function pairsOf(name: string, texts: readonly string[]): Record<string, string> {
  const pairs = new Map<string, string>();
  for (const text of texts) {
    const [key, value] = splitPair(name, text);
    if (pairs.has(key)) {
      throw new UsageError(`${key} is given twice.`, {
        hint: `Give --${flagOf[name] ?? name} ${key} once.`,
      });
    }
    pairs.set(key, value);
  }
  return Object.fromEntries(pairs);
}

/** `name=value` or `name = value`; blanks belong to the value only where the equals sign stands close. */
function splitPair(name: string, text: string): [string, string] {
  const [, key, before, value = ''] = /^\s*([^=]*[^=\s])(\s*)=([\s\S]*)$/.exec(text) ?? [];
  if (key === undefined) {
    throw new UsageError(`"${text}" is not name=value.`, {
      hint: `Write a name, an equals sign and a value, such as --${flagOf[name] ?? name} 'page = 2'.`,
    });
  }
  return [key, before === '' ? value : value.trimStart()];
}

/** Flags whose name is not the param's. */
const flagOf: Record<string, string> = { params: 'param', setFrom: 'set-from' };

function unknownName(name: string, valid: readonly string[]): UsageError {
  return new UsageError(`"${name}" is not a known input.`, {
    hint: [didYouMean(nearest(name, valid)), `Known: ${listed(valid)}.`]
      .filter((part) => part !== undefined)
      .join(' '),
  });
}

function wrongType(name: string, expected: string, value: unknown): UsageError {
  return new UsageError(`${name} takes ${expected}, not ${JSON.stringify(value)}.`, {
    hint: `Give ${expected}.`,
  });
}

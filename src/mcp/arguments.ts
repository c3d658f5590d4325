import type { InputOf, Param, Params } from '../actions/define.js';
import { parseInput } from '../actions/parse-input.js';
import { UsageError } from '../errors/errors.js';
import { isNumber, parseJson } from '../text/json.js';

/** Checks arguments in the forms that models give them: JSON as text, numbers as text or the other way round. */
export function readArguments<P extends Params>(
  params: P,
  given: Record<string, unknown>,
): InputOf<P> {
  const loosened = Object.entries(given).map(([name, value]) => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    return [name, param === undefined ? value : loosen(name, value, param)];
  });
  return parseInput(params, Object.fromEntries(loosened) as Record<string, unknown>);
}

function loosen(name: string, value: unknown, param: Param): unknown {
  if (typeof value !== 'string')
    return param.kind === 'string' && isNumber(value) ? String(value) : value;
  const text = value.trim();
  if (text === '' && param.required !== true) return undefined;
  switch (param.kind) {
    case 'boolean':
      return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : value;
    case 'string':
      return param.choices === undefined ? value : text;
    case 'json':
    case 'rows':
    case 'pairs':
    case 'texts':
      return /^(?:[{[]|null$)/.test(text) ? readJson(name, text) : value;
    default:
      return value;
  }
}

function readJson(name: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new UsageError(`${name} is no valid JSON.`, {
      hint: 'Give it as a JSON value, not as text.',
      cause: error,
    });
  }
}

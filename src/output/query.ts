import { compile, search } from '@jmespath-community/jmespath';
import type { Result } from '../actions/define.js';
import { UsageError } from '../errors/errors.js';
import { plainNumbers } from '../text/json.js';
import { valueOf } from '../text/json-text.js';

/** Refuses an expression that is no JMESPath: before anything is sent, since a write cannot be taken back. */
export function checkQuery(expression: string): void {
  try {
    compile(expression);
  } catch (error) {
    throw invalid(expression, error);
  }
}

/** JMESPath over the whole result, which is collected first; computing needs ordinary numbers. */
export async function queryResult(
  result: Result & { kind: 'one' | 'many' | 'pages' },
  expression: string,
): Promise<Result> {
  const whole: unknown = result.kind === 'one' ? result.value : await allRows(result);
  let answer: unknown;
  try {
    answer = search(plainNumbers(whole) as Parameters<typeof search>[0], expression);
  } catch (error) {
    // A function that gets a value of the wrong type is noticed only now.
    throw invalid(expression, error);
  }
  return Array.isArray(answer)
    ? { kind: 'many', rows: answer }
    : { kind: 'one', value: answer ?? null };
}

function invalid(expression: string, error: unknown): UsageError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UsageError(`--query "${expression}" is not valid JMESPath: ${reason}`, {
    hint: `Examples: '[0]', '[].id', '[?status.name==\`New\`].summary'. The language: jmespath.org`,
    cause: error,
  });
}

async function allRows(result: Result & { kind: 'many' | 'pages' }): Promise<unknown[]> {
  if (result.kind === 'many') return [...result.rows].map(valueOf);
  const all: unknown[] = [];
  for await (const page of result.pages) all.push(...page.map(valueOf));
  return all;
}

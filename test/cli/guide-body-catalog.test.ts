import { expect, test } from 'vitest';
import { runCall } from '../../src/actions/call.js';
import { callParams } from '../../src/actions/call-params.js';
import { parseInput } from '../../src/actions/parse-input.js';
import { isRead, type Endpoint } from '../../src/catalog/model.js';
import { skeleton } from '../../src/catalog/skeleton.js';
import { UnavailableError } from '../../src/errors/errors.js';
import { askBody } from '../../src/guide/ask-body.js';
import type { Choice, Prompt } from '../../src/terminal/prompts.js';
import { openDesk } from '../support/desk.js';

/** More questions than any body has fields that are required. */
const most = 100;

/** A person who answers what has to be answered, by what the question says, and leaves the rest. */
function plainPerson(sample: () => string): Prompt {
  const pick = <T>(choices: readonly Choice<T>[]): T => {
    const done = choices.find(({ name }) => name.startsWith('Done'));
    const [first] = done === undefined ? choices : [done];
    if (first === undefined) throw new Error('nothing to choose from');
    return first.value;
  };
  const asked: string[] = [];
  const ask = (question: string) => {
    if (asked.push(question) > most)
      throw new Error(`no end of questions: ${asked.slice(-3).join(', ')}`);
  };
  const answers: [RegExp, () => string][] = [
    [/The body as JSON/, sample],
    [/whole list as JSON/, () => '[]'],
    [/one .*as JSON|list of values|JSON list/, () => '1'],
    [/whole number|a number/, () => '1'],
    [/a date/, () => '2026-01-31'],
    [/document to upload/, () => 'package.json'],
  ];
  return {
    confirm: () => Promise.resolve(false),
    async text(question, { check } = {}) {
      ask(question);
      const text = answers.find(([kind]) => kind.test(question))?.[1]() ?? 'x';
      const fault = await check?.(text);
      if (fault !== undefined) throw new Error(`${question}: ${fault}`);
      return text;
    },
    async search(question, find) {
      ask(question);
      return pick(await find(/by name or id/.test(question) ? '1' : ''));
    },
    select(question, choices) {
      ask(question);
      return Promise.resolve(pick(choices));
    },
    checklist: () => Promise.reject(new Error('no list is offered')),
    secret: () => Promise.reject(new Error('no secret is asked for')),
    line: () => Promise.reject(new Error('no line is asked for')),
  };
}

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
  'what is answered for every %s passes the checks of the call, with required fields alone',
  async (method) => {
    const desk = await openDesk([], {});
    const catalog = await desk.services.catalog();
    const offline = {
      ...desk.services,
      api: () => Promise.reject(new UnavailableError('There is no server.')),
    };
    const endpoints = catalog.all().filter((one) => one.method === method && !isRead(one));
    const failed: string[] = [];
    const written = async (endpoint: Endpoint) => {
      const sample = () => JSON.stringify(skeleton(catalog, endpoint) ?? {});
      const values = { id: '1', parentId: '1', grandparentId: '1' };
      const asked = { ...desk, services: offline, prompt: plainPerson(sample) };
      const raw = await askBody({ catalog, endpoint, values, given: {} }, asked);
      const path = endpoint.path.replaceAll(/\{[^/]*/g, '1');
      const input = parseInput(callParams, { method, path, ...raw, dryRun: true });
      return await runCall(input, offline);
    };
    for (const endpoint of endpoints) {
      await written(endpoint).catch((error: unknown) => {
        failed.push(`${endpoint.path}: ${String(error)}`);
      });
    }
    expect(failed).toEqual([]);
    expect(endpoints.length).toBeGreaterThan(300);
  },
);

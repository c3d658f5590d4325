import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { echoApi } from '../support/echo-api.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

/** The eight standard list parameters, each with a value and what of it goes over the wire. */
const standard = [
  ['conditions', 'id > 5', 'id%20%3E%205'],
  ['childConditions', 'customFields/id > 5', 'customFields%2Fid%20%3E%205'],
  ['customFieldConditions', 'value > 5', 'value%20%3E%205'],
  ['orderBy', 'id desc', 'id%20desc'],
  ['fields', 'id,summary', 'id%2Csummary'],
  ['page', '2', '2'],
  ['pageSize', '5', '5'],
  ['pageId', '17', '17'],
] as const;

const methods = [
  ['GET', ['GET', '/service/tickets/1']],
  ['POST', ['POST', '/service/tickets', '--no-check', '-d', '{}', '--yes']],
  ['PUT', ['PUT', '/service/tickets/1', '--no-check', '-d', '{}', '--yes']],
  ['PATCH', ['PATCH', '/service/tickets/1', '--set', 'summary=x', '--yes']],
  ['DELETE', ['DELETE', '/service/tickets/1', '--yes']],
] as const;

describe.each(methods)('a %s takes the standard list parameters:', (_method, argv) => {
  test.each(standard)('%s', async (name, value, wire) => {
    expect(await queriesOf([[...argv, '-p', `${name}=${value}`]])).toEqual([`${name}=${wire}`]);
  });

  test('all of them at once', async () => {
    const params = standard.flatMap(([name, value]) => ['-p', `${name}=${value}`]);
    expect(await queriesOf([[...argv, ...params]])).toEqual([
      standard.map(([name, , wire]) => `${name}=${wire}`).join('&'),
    ]);
  });
});

describe('the case of a name does not matter', () => {
  test.each(standard)('of %s', async (name, value, wire) => {
    const spellings = [
      name.toLowerCase(),
      name.toUpperCase(),
      name.charAt(0).toUpperCase() + name.slice(1),
    ];
    const lines = spellings.flatMap((spelling) => [
      ['GET', '/service/tickets', '-p', `${spelling}=${value}`],
      ['GET', `/service/tickets?${spelling}=${encodeURIComponent(value)}`],
      ['DELETE', '/service/tickets/1', '--yes', '-p', `${spelling} = ${value}`],
    ]);
    expect(await queriesOf(lines)).toEqual(lines.map(() => `${name}=${wire}`));
  });
});

describe('a name that the endpoint does not know is refused with what it may have meant:', () => {
  test.each([
    ['condition=id>1', 'conditions'],
    ['conditons=id>1', 'conditions'],
    ['orderby2=id', 'orderBy'],
    ['field=id', 'fields'],
    ['pagesize1=5', 'pageSize'],
    ['pages=2', 'page'],
    ['page-size=5', 'pageSize'],
    ['order_by=id', 'orderBy'],
  ])('%s', async (pair, meant) => {
    const { env, seen } = await echoApi();
    for (const argv of [['/service/tickets', '-p', pair], [`/service/tickets?${pair}`]]) {
      const run = await runCwm(['call', 'GET', ...argv], { env });
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.error().message).toContain(`"${pair.split('=')[0] ?? ''}" is not a parameter`);
      expect(run.error().hint).toMatch(new RegExp(`^Did you mean .*\\b${meant}\\b`));
    }
    expect(seen).toEqual([]);
  });

  test('the names that there are follow, also where nothing is near', async () => {
    const { env, seen } = await echoApi();
    const run = await runCwm(['call', 'GET', '/service/tickets/{id}/notes', '-p', 'zzz=1'], {
      env,
    });
    expect(run.code).toBe(2);
    for (const [name] of standard) expect(run.error().hint).toContain(name);
    expect(run.error().hint).not.toContain('Did you mean');
    expect(seen).toEqual([]);
  });

  test('a misspelt placeholder is one of them', async () => {
    const run = await runCwm([
      'call',
      'GET',
      '/service/boards/{parentId}/statuses',
      '-p',
      'parentIt=1',
      '--dry-run',
    ]);
    expect(run.code).toBe(2);
    expect(run.error().hint).toContain('Did you mean parentId?');
  });
});

describe('values', () => {
  test.each([
    ['page=0', 'page takes a whole number from 1'],
    ['page=-1', 'page takes a whole number from 1'],
    ['page=two', 'page takes a whole number from 1'],
    ['pageSize=0', 'pageSize takes a whole number from 1'],
    ['pageSize=1.5', 'pageSize takes a whole number from 1'],
    ['pageSize=', 'pageSize takes a whole number from 1'],
    ['conditions=id >', 'conditions:'],
    ['page', 'is not name=value'],
    ['=5', 'is not name=value'],
  ])('-p %s is refused', async (pair, message) => {
    const { env, seen } = await echoApi();
    const run = await runCwm(['call', 'GET', '/service/tickets', '-p', pair], { env });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error().message).toContain(message);
    expect(seen).toEqual([]);
  });

  test.each([
    ['-p twice', ['-p', 'page=1', '-p', 'page=2']],
    ['-p twice in two cases', ['-p', 'page=1', '-p', 'PAGE=2']],
    ['a flag and -p', ['--page-size', '5', '-p', 'pagesize=5']],
  ])('a parameter given by %s is refused', async (_how, flags) => {
    const { env, seen } = await echoApi();
    const run = await runCwm(['call', 'GET', '/service/tickets', ...flags], { env });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error().message).toContain('twice');
    expect(seen).toEqual([]);
  });

  test('whatever text --no-check lets through arrives as it was given', async () => {
    const { env, seen } = await echoApi();
    const home = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (value) => {
        seen.length = 0;
        const argv = [
          'call',
          'GET',
          '/service/tickets',
          '--no-check',
          '-p',
          `somethingNew=${value}`,
        ];
        expect(await runCwm(argv, { env, home })).toMatchObject({ code: 0 });
        const [, query = ''] = (seen[0]?.target ?? '').split('?somethingNew=');
        expect(query).not.toMatch(/[^\w.~%-]/);
        expect(decodeURIComponent(query)).toBe(value);
      }),
      { numRuns: 100 },
    );
  });
});

/** The query of each line's only request. */
async function queriesOf(lines: readonly (readonly string[])[]): Promise<string[]> {
  const { env, seen } = await echoApi();
  for (const line of lines)
    expect(await runCwm(['call', ...line], { env })).toMatchObject({ code: 0 });
  return seen.map(({ target }) => target.split('?')[1] ?? '');
}

describe('a report', () => {
  const report = '/system/reports/Service';

  test('takes columns, and conditions by --where', async () => {
    const argv = [report, '-p', 'columns=TicketNbr,Summary', '--where', 'TicketNbr = 5'];
    expect(await queriesOf([argv])).toEqual([
      'columns=TicketNbr%2CSummary&conditions=TicketNbr%3D5',
    ]);
  });

  test('refuses fields with what stands for them', async () => {
    const { code, error } = await runCwm(['call', report, '--fields', 'TicketNbr,Summary']);
    expect(code).toBe(2);
    expect(error()).toMatchObject({
      message: 'A report takes columns in place of fields.',
      hint: `Write -p 'columns=TicketNbr,Summary'. --no-check sends it as it is.`,
    });
  });

  test('and one record takes no --where', async () => {
    const { code } = await runCwm(['call', '/service/tickets/1', '--where', 'id = 5']);
    expect(code).toBe(2);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCondition } from '../../src/conditions/parse.js';
import { quoteText } from '../../src/conditions/quote.js';
import { fakeApi, type Stub } from '../support/fake-api.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const sandbox = ['--profile', 'sandbox', '-o', 'json'];

/** The read that looks a name up, as it goes over the wire. */
function lookup(path: string, conditions: string, fields: string, rows: unknown[]): Stub {
  const query = [`conditions=${encode(conditions)}`, `fields=${encode(fields)}`];
  const size = / contains | like /.test(conditions) ? 50 : 10;
  return { request: `GET ${path}?${query.join('&')}&pageSize=${size}`, body: rows };
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}

describe('a name in place of an id', () => {
  test('is looked up in the list that the path goes through', async () => {
    const api = await fakeApi(
      lookup('/service/boards', 'name="Help Desk"', 'id,name', [{ id: 7, name: 'Help Desk' }]),
      { request: 'GET /service/boards/7/statuses', body: [] },
    );
    const run = await runCwm(['call', '/service/boards/Help Desk/statuses'], { env: api.env });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('is compared without case and may be percent-encoded', async () => {
    const api = await fakeApi(
      lookup('/service/boards', 'name="help desk"', 'id,name', [{ id: 7, name: 'Help Desk' }]),
      { request: 'GET /service/boards/7/statuses', body: [] },
    );
    const argv = ['call', '/service/boards/help%20desk/statuses'];
    expect((await runCwm(argv, { env: api.env })).code).toBe(0);
  });

  test('is an identifier before it is a name', async () => {
    const fields = 'id,identifier,name';
    const acme = { id: 3, identifier: 'ACME', name: 'Acme Manufacturing' };
    const api = await fakeApi(
      lookup('/company/companies', 'identifier="acme"', fields, [acme]),
      { request: 'GET /company/companies/3', body: acme },
      lookup('/company/companies', 'identifier="Acme Manufacturing"', fields, []),
      lookup('/company/companies', 'name="Acme Manufacturing"', fields, [acme]),
      { request: 'GET /company/companies/3', body: acme },
    );
    for (const name of ['acme', 'Acme Manufacturing']) {
      const run = await runCwm(['call', `/company/companies/${name}`], { env: api.env });
      expect(run.code).toBe(0);
    }
  });

  test('below another one is looked up with the id of the first', async () => {
    const api = await fakeApi(
      lookup('/service/boards', 'name="Help Desk"', 'id,name', [{ id: 7, name: 'Help Desk' }]),
      lookup('/service/boards/7/statuses', 'name="New"', 'id,name', [{ id: 70, name: 'New' }]),
      { request: 'GET /service/boards/7/statuses/70', body: {} },
    );
    const argv = ['call', '/service/boards/Help Desk/statuses/New'];
    expect((await runCwm(argv, { env: api.env })).code).toBe(0);
  });

  test('with a slash or a quote comes with -p', async () => {
    const api = await fakeApi(
      lookup('/service/boards', `name='A/B "C"'`, 'id,name', [{ id: 8, name: 'A/B "C"' }]),
      { request: 'GET /service/boards/8/statuses', body: [] },
    );
    const argv = ['call', '/service/boards/{id}/statuses', '-p', 'parentId=A/B "C"'];
    expect((await runCwm(argv, { env: api.env })).code).toBe(0);
  });

  test('is the summary of a ticket, since tickets have no name', async () => {
    const api = await fakeApi(
      lookup('/service/tickets', 'summary="Printer"', 'id,summary', [
        { id: 5, summary: 'Printer' },
      ]),
      { request: 'GET /service/tickets/5', body: {} },
    );
    expect((await runCwm(['call', '/service/tickets/Printer'], { env: api.env })).code).toBe(0);
  });

  test('that nothing has is exit 2 with what is called alike', async () => {
    const api = await fakeApi(
      lookup('/service/boards', 'name="Help Dsk"', 'id,name', []),
      lookup('/service/boards', 'name contains "Help"', 'id,name', [
        { id: 7, name: 'Help Desk' },
        { id: 9, name: 'Internal Helpers' },
      ]),
    );
    const run = await runCwm(['call', '/service/boards/Help Dsk/statuses'], { env: api.env });
    expect(run.code).toBe(2);
    expect(run.error()).toMatchObject({
      message: 'There is no "Help Dsk" in /service/boards.',
      hint: 'Did you mean Help Desk (id 7)?',
    });
  });

  test('whose first word is misspelt is compared with what begins alike', async () => {
    const api = await fakeApi(
      lookup('/service/boards', 'name="Hepl Desk"', 'id,name', []),
      lookup('/service/boards', 'name contains "Hepl"', 'id,name', []),
      lookup('/service/boards', 'name like "He%"', 'id,name', [{ id: 7, name: 'Help Desk' }]),
    );
    const run = await runCwm(['call', '/service/boards/Hepl Desk/statuses'], { env: api.env });
    expect(run.error().hint).toBe('Did you mean Help Desk (id 7)?');
  });

  test('that nothing resembles says where to look, also when candidates cannot be read', async () => {
    const contains = lookup('/service/boards', 'name contains "Zzz"', 'id,name', []);
    const api = await fakeApi(
      lookup('/service/boards', 'name="Zzz"', 'id,name', []),
      { ...contains, status: 403, body: { code: 'Security', message: 'no' } },
      lookup('/service/boards', 'name like "Zz%"', 'id,name', []),
    );
    const run = await runCwm(['call', '/service/boards/Zzz/statuses'], { env: api.env });
    expect({ code: run.code, hint: run.error().hint }).toEqual({
      code: 2,
      hint: 'Give the id. What there is: cwm call GET /service/boards',
    });
  });

  test('may be a misspelt word of the path', async () => {
    const api = await fakeApi(
      lookup('/service/tickets', 'summary="serch"', 'id,summary', []),
      lookup('/service/tickets', 'summary contains "serch"', 'id,summary', []),
      lookup('/service/tickets', 'summary like "se%"', 'id,summary', []),
    );
    const run = await runCwm(['call', '/service/tickets/serch'], { env: api.env });
    expect(run.error().hint).toBe('Did you mean /service/tickets/search?');
  });

  test('that several have is exit 2 and lists them', async () => {
    const rows = [
      { id: 7, name: 'Help Desk' },
      { id: 8, name: 'help desk' },
    ];
    const api = await fakeApi(lookup('/service/boards', 'name="Help Desk"', 'id,name', rows));
    const argv = ['call', 'DELETE', '/service/boards/Help Desk', '--yes'];
    const run = await runCwm(argv, { env: api.env });
    expect({ code: run.code, hint: run.error().hint }).toEqual({
      code: 2,
      hint: 'Give the id: Help Desk (id 7) or help desk (id 8).',
    });
  });

  test('is not taken for a record that a list gives regardless of the conditions', async () => {
    const others = [{ id: 1, name: 'Other' }];
    const api = await fakeApi(
      lookup('/service/boards', 'name="Help Desk"', 'id,name', others),
      lookup('/service/boards', 'name contains "Help"', 'id,name', others),
    );
    const argv = ['call', 'DELETE', '/service/boards/Help Desk', '--yes'];
    expect((await runCwm(argv, { env: api.env })).code).toBe(2);
  });

  test('is refused with --no-resolve, and where the list has no names', async () => {
    const api = await fakeApi();
    for (const argv of [
      ['/service/boards/Help Desk/statuses', '--no-resolve'],
      ['/company/contacts/Anna'],
      ['/service/tickets/1/notes/first'],
    ]) {
      const run = await runCwm(['call', ...argv], { env: api.env });
      expect({ argv, code: run.code }).toEqual({ argv, code: 2 });
      expect(run.error().message).toContain('takes a whole number');
    }
  });

  test('is only looked up once all else is in order', async () => {
    const api = await fakeApi();
    for (const more of [
      ['-p', 'nonsense=1'],
      ['--conditions', 'name = x'],
      ['--page', '0'],
    ]) {
      const run = await runCwm(['call', '/service/boards/Help Desk/statuses', ...more], {
        env: api.env,
      });
      expect({ more, code: run.code }).toEqual({ more, code: 2 });
    }
  });

  test('is shown by a dry run, which connects to nothing', async () => {
    const argv = ['call', '/service/boards/Help Desk/statuses/New', '--dry-run', ...sandbox];
    expect((await runCwm(argv)).json()).toMatchObject({
      url: 'http://127.0.0.1/v4_6_release/apis/3.0/service/boards/Help%20Desk/statuses/New',
      note: '"Help Desk" would be looked up in /service/boards, and its id sent. "New" would be looked up in /service/boards/Help Desk/statuses, and its id sent. The sandbox listens on a free port of this machine while a command runs.',
    });
  });

  test('works in the sandbox', async () => {
    const home = temporaryFolder();
    const names = ['--query', '[].name'];
    const argv = ['call', '/service/boards/help desk/statuses', ...names, ...sandbox];
    expect((await runCwm(argv, { home })).json()).toContain('Waiting on Customer');
    const set = ['call', 'PATCH', '/company/companies/contoso', '--set', 'website=x.example', '-y'];
    expect((await runCwm([...set, ...sandbox], { home })).json()).toMatchObject({
      identifier: 'CONTOSO',
      website: 'x.example',
    });
    const wrong = await runCwm(['call', '/service/boards/Hepl Desk/statuses', ...sandbox]);
    expect(wrong.error().hint).toBe('Did you mean Help Desk (id 1)?');
  });
});

test.each([
  ['a step up', '/service/boards/../statuses'],
  ['an encoded step up', '/service/boards/%2e%2E/statuses'],
  ['a step up encoded twice', '/service/boards/%252e%252e/statuses'],
  ['a backslash', '/service/boards/a\\b/statuses'],
  ['a line break', '/service/boards/a\r\nb/statuses'],
  ['an encoded line break', '/service/boards/a%0d%0ab/statuses'],
  ['NUL', '/service/boards/a\0b/statuses'],
  ['another host', '//evil.example/service/boards'],
])('%s is refused before any lookup', async (_case, path) => {
  const api = await fakeApi();
  const run = await runCwm(['call', path], { env: api.env });
  expect({ code: run.code, seen: api.seen }).toEqual({ code: 2, seen: [] });
});

test.each([['..'], ['a/../b'], ['a\\b'], ['a\r\nb'], ['a\0b'], ['%2e%2e'], ['']])(
  'the value %j of a placeholder is refused before any lookup',
  async (value) => {
    const api = await fakeApi();
    const argv = ['call', '/service/boards/{parentId}/statuses', '-p', `parentId=${value}`];
    const run = await runCwm(argv, { env: api.env });
    expect({ code: run.code, seen: api.seen }).toEqual({ code: 2, seen: [] });
  },
);

test('any text in quotes is read back as that text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const quoted = parseCondition(`name=${quoteText(text)}`);
      expect(quoted).toMatchObject({ value: { kind: 'string', value: text } });
    }),
  );
});

describe('the profile’s member', () => {
  const jdoe = { id: 4, identifier: 'jdoe' };

  test('is what me means for a member', async () => {
    const api = await fakeApi(
      lookup('/system/members', 'identifier="jdoe"', 'id,identifier', [jdoe]),
      { request: 'GET /system/members/4', body: jdoe },
    );
    const env = { ...api.env, CWM_MEMBER: 'jdoe' };
    expect((await runCwm(['call', '/system/members/me'], { env })).code).toBe(0);
  });

  test('is jdoe in the sandbox, whatever the environment says', async () => {
    const env = { CWM_MEMBER: 'asmith' };
    const own = await runCwm(['call', '/system/members/ME', ...sandbox], { env });
    expect(own.json()).toMatchObject({ identifier: 'jdoe' });
    const other = await runCwm(['call', '/system/members/mlee', ...sandbox]);
    expect(other.json()).toMatchObject({ identifier: 'mlee' });
  });

  test('is set on a reference to a member, and on nothing else', async () => {
    const api = await fakeApi({ request: 'POST /service/tickets', status: 201, body: { id: 1 } });
    const settings = ['summary=me', 'owner=Me', 'company=me'].flatMap((one) => ['--set', one]);
    const env = { ...api.env, CWM_MEMBER: 'jdoe' };
    await runCwm(['call', 'POST', '/service/tickets', '-y', ...settings], { env });
    expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual({
      summary: 'me',
      owner: { identifier: 'jdoe' },
      company: { identifier: 'me' },
    });
  });

  test.each([
    ['as a path', ['/system/members/me']],
    ['as a path of a dry run', ['/system/members/me', '--dry-run']],
    ['as an owner', ['PATCH', '/service/tickets/1', '--set', 'owner=me', '-y']],
  ])('that nobody has set is exit 3 and names the variable, %s', async (_case, argv) => {
    const api = await fakeApi();
    const run = await runCwm(['call', ...argv], { env: api.env });
    expect({ code: run.code, hint: run.error().hint }).toEqual({
      code: 3,
      hint: 'Set CWM_MEMBER to the identifier of your member, such as CWM_MEMBER=jdoe.',
    });
  });
});

describe('a new time entry', () => {
  const post = ['call', 'POST', '/time/entries', '-d'];
  const body = '{"chargeToId":1,"timeStart":"2026-01-05T09:00:00Z","actualHours":1.50}';

  test('is for the profile’s member where the body names none', async () => {
    const api = await fakeApi({ request: 'POST /time/entries', status: 201, body: { id: 1 } });
    const env = { ...api.env, CWM_MEMBER: 'jdoe', NO_COLOR: '1' };
    const run = await runCwm([...post, body, '-y'], { env, tty: true });
    expect(run.stderr).toContain(
      'The time entry is for the member jdoe, since the body names none.',
    );
    expect(api.seen[0]?.body).toBe(`${body.slice(0, -1)},"member":{"identifier":"jdoe"}}`);
  });

  test('is sent as it is where the body names one, or nobody is known', async () => {
    const named = '{"member":{"id":3},"timeStart":"2026-01-05T09:00:00Z"}';
    for (const [text, member] of [
      [named, 'jdoe'],
      [body, ''],
    ] as const) {
      const api = await fakeApi({ request: 'POST /time/entries', status: 201, body: { id: 1 } });
      await runCwm([...post, text, '-y'], { env: { ...api.env, CWM_MEMBER: member } });
      expect(api.seen[0]?.body).toBe(text);
    }
  });

  test('of a dry run shows the member in its body and says so', async () => {
    const run = await runCwm([...post, body, '--dry-run', ...sandbox]);
    expect(run.json()).toMatchObject({
      body: { member: { identifier: 'jdoe' } },
      note: expect.stringContaining('for the member jdoe') as string,
    });
  });
});

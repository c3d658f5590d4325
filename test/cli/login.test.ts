import { describe, expect, test } from 'vitest';
import { fakeApi, fakeKeys } from '../support/fake-api.js';
import { brokenKeyring, memoryKeyring } from '../support/keyrings.js';
import { goodAnswers, leaked, scriptedLogin, storedIn } from '../support/login.js';
import { runCwm, temporaryFolder, type RunOptions } from '../support/run-cwm.js';
import { answeringApi, fakeProxy, whyNoCertificate } from '../support/secure-api.js';
import { serveSandbox } from '../support/served-sandbox.js';

const { company, publicKey, privateKey, clientId } = fakeKeys;
const secrets = [publicKey, privateKey, clientId];
const ownServer = (origin: string) => ['server of our own', origin, company];
const person = ['', 'Europe/Berlin', 'Read and write'];

test('what a person answers is checked and becomes a profile whose keys are in the keyring', async () => {
  const { address } = await serveSandbox();
  const home = temporaryFolder();
  const keyring = memoryKeyring();
  const { origin } = new URL(address.api);
  const { code, stdout, stderr, questions } = await onTerminal(['login'], {
    home,
    keyring,
    replies: [
      ...['server of our own', origin, 'sandbox', 'demo'],
      ...[address.publicKey, address.privateKey, address.clientId],
      { type: 'doe', take: 'jdoe' },
      ...['asia/tokyo', 'Read only'],
    ],
  });
  expect(code).toBe(0);
  expect(questions).toEqual([
    'Where is your ConnectWise?',
    'Host, or whole address of the API:',
    'Company, as at the login page:',
    'Name of the profile:',
    'Public key:',
    'Private key:',
    'clientId (empty for none):',
    'Which member is "me"? Type a part of the name:',
    'Time zone:',
    'What may be done with this profile?',
  ]);
  const { host } = new URL(address.api);
  expect(stderr).toBe(`ok    address     ${host} answers.
ok    company     ${host} knows the company sandbox (Sandbox), on v4_6_release.
Keys are made in ConnectWise: My Account, API Keys, or for an API member.
ok    keys        The keys work: ConnectWise v2025.1.0.
ok    permission  The role may read /company/companies.
ok    clock       The clock of this machine agrees with the server’s.
`);
  expect(stdout).toBe(`Profile demo, in use where no other is named
  address     ${address.api}
  company     sandbox
  me          jdoe
  time zone   Asia/Tokyo
  writes      refused
  keys        in the keyring of this system
Try it: cwm call GET /service/tickets --limit 5
`);
  expect(keyring.held.get('demo')).toEqual({
    publicKey: address.publicKey,
    privateKey: address.privateKey,
    clientId: address.clientId,
  });
  expect(storedIn(home)).toEqual({
    settings: {
      profile: 'demo',
      profiles: {
        demo: {
          url: address.api,
          company: 'sandbox',
          member: 'jdoe',
          timeZone: 'Asia/Tokyo',
          readOnly: true,
          keys: 'keyring',
        },
      },
    },
    keys: undefined,
  });
  const call = await runCwm(['call', '/system/info'], { home, keyring });
  expect(call.code).toBe(0);
  const write = await runCwm(['call', 'DELETE', '/service/tickets/1', '--yes'], { home, keyring });
  expect(write.code).toBe(8);
});

test('without a keyring a person is asked, and the file is written on yes alone (S2)', async () => {
  for (const agreed of [false, true]) {
    const { origin } = await fakeApi(...goodAnswers(), members(403));
    const run = await onTerminal(['login'], {
      replies: [...ownServer(origin), '', ...secrets, ...person, agreed],
    });
    expect(run.questions.at(-1)).toBe('Keep them in that file?');
    expect(run.stderr).toContain('The keyring of this system cannot be used: locked.');
    expect(leaked(run)).toEqual([]);
    expect(run.code).toBe(agreed ? 0 : 8);
    expect(storedIn(run.home)).toMatchObject(
      agreed
        ? { settings: { profile: 'acme' }, keys: { acme: { privateKey } } }
        : { settings: undefined, keys: undefined },
    );
  }
});

test('a keyring that can be read and not written is noticed, and the file is offered', async () => {
  const keyring = { ...memoryKeyring(), write: brokenKeyring.write };
  const { origin } = await fakeApi(...goodAnswers(), members(403));
  const run = await onTerminal(['login'], {
    keyring,
    replies: [...ownServer(origin), '', ...secrets, ...person, true],
  });
  expect(run.code).toBe(0);
  expect(storedIn(run.home).keys).toHaveProperty('acme');
});

test('keys that fail can be entered again, and none of them is shown', async () => {
  const refused = { request: 'GET /system/info', status: 401, body: { message: 'no' } };
  const { origin } = await fakeApi(refused, ...goodAnswers(), ...goodAnswers(), members(403));
  const run = await onTerminal(['login'], {
    keyring: memoryKeyring(),
    replies: [
      ...[...ownServer(origin), '', 'WrongKey4711', 'WrongKey4712', ''],
      ...['Enter the keys again', ...secrets, ...person],
    ],
  });
  expect(run.code).toBe(0);
  expect(run.stderr).toContain('fail  keys        ConnectWise did not accept the keys (401).');
  expect(run.stderr).toContain('Without a clientId the company is sent in its place');
  expect(run.stdout + run.stderr).not.toContain('WrongKey');
});

test.each([
  ['Stop, and store nothing', 4, undefined],
  ['Store them all the same', 0, { profile: 'acme' }],
])('after a failed check: %s', async (choice, exit, settings) => {
  const refused = { request: 'GET /system/info', status: 401, body: { message: 'no' } };
  const { origin } = await fakeApi(refused, ...goodAnswers(), { ...members(401), optional: true });
  const { code, home } = await onTerminal(['login'], {
    keyring: memoryKeyring(),
    replies: [...ownServer(origin), '', ...secrets, choice, ...person],
  });
  expect(code).toBe(exit);
  if (settings === undefined) expect(storedIn(home).settings).toBeUndefined();
  else expect(storedIn(home).settings).toMatchObject(settings);
});

test('what is no key, no host and no zone is asked for again', async () => {
  const { origin } = await fakeApi(...goodAnswers(), members(403));
  const run = await onTerminal(['login'], {
    keyring: memoryKeyring(),
    replies: [
      ...['server of our own', 'na.myconnectwise.net', origin, company, 'not a name', 'acme'],
      ...['', publicKey, 'Private Key', privateKey, clientId, 'jdoe', 'Mars', 'UTC', 'Read and'],
    ],
  });
  expect(run.code).toBe(0);
  expect(run.questions.join('\n')).toContain('the API answers at api-na.myconnectwise.net');
  expect(run.questions.join('\n')).toContain('a name is made of letters');
  expect(run.questions.join('\n')).toContain('there is no time zone "Mars"');
  expect(run.stderr).toContain('That is no key: it is needed.');
});

test('a profile that exists is asked about first, and its values are offered', async () => {
  const { origin } = await fakeApi(...goodAnswers(), members(403));
  const flags = ['--no-check', '--member', 'jdoe', '--read-only', '--time-zone', 'Asia/Tokyo'];
  const { home } = await scriptedLogin(origin, flags);
  const kept = await onTerminal(['login', 'acme'], { home, replies: [false] });
  expect(kept.code).toBe(8);
  expect(kept.stderr).toContain(`The profile acme exists already: acme at ${origin}`);
  const replies = [
    true,
    'As before',
    '',
    publicKey,
    'AnotherKey98765',
    clientId,
    '',
    '',
    'Read only',
  ];
  const { code } = await onTerminal(['login', 'acme', '--store', 'file'], { home, replies });
  expect(code).toBe(0);
  expect(storedIn(home)).toMatchObject({
    settings: { profiles: { acme: { member: 'jdoe', readOnly: true, timeZone: 'Asia/Tokyo' } } },
    keys: { acme: { privateKey: 'AnotherKey98765' } },
  });
});

test('a second profile is used from now on only if the person says so', async () => {
  const { origin } = await fakeApi();
  const { home } = await scriptedLogin(origin, ['--no-check']);
  for (const [name, answer] of [
    ['two', false],
    ['three', true],
  ] as const) {
    const { questions } = await onTerminal(['login', name, '--no-check', '--store', 'file'], {
      home,
      replies: [...ownServer(origin), ...secrets, ...person, answer],
    });
    expect(questions.at(-1)).toBe(`Use ${name} from now on where no profile is named?`);
    expect(storedIn(home).settings).toHaveProperty('profile', answer ? name : 'acme');
  }
});

test('new keys are used at once in the session that they were entered in', async () => {
  const { origin, seen } = await fakeApi({ request: 'GET /system/info', body: {}, times: 2 });
  const { home } = await scriptedLogin(origin, ['--no-check']);
  const { code } = await onTerminal(['repl'], {
    home,
    lines: ['call /system/info', 'login acme --no-check --store file', 'call /system/info'],
    replies: [true, 'As before', '', publicKey, 'AnotherKey98765', clientId, ...person],
  });
  expect(code).toBe(0);
  const passwords = seen.map(({ headers: { authorization = '' } }) =>
    Buffer.from(authorization.slice(6), 'base64').toString().replace(/^.*:/, ''),
  );
  expect(passwords).toEqual([privateKey, 'AnotherKey98765']);
});

describe.skipIf(whyNoCertificate() !== undefined)('in the cloud', () => {
  test('another region is asked when the person says so, for the company alone', async () => {
    const hosts = ['na', 'eu', 'au', 'za'].map((region) => `api-${region}.myconnectwise.net`);
    const { port, certificate, seen } = await answeringApi(hosts, (host, target) => {
      if (target.startsWith('/login/'))
        return host.startsWith('api-eu') ? { CompanyID: company, Codebase: 'v2025_1/' } : null;
      return target.includes('/system/info') ? { version: 'v2025.1' } : [];
    });
    const proxy = await fakeProxy(port);
    const run = await onTerminal(['login', '--ca', certificate], {
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
      keyring: memoryKeyring(),
      replies: [
        ...['North America', company, 'Look for the company in the other regions', true],
        ...['', ...secrets, ...person],
      ],
    });
    expect(run.code).toBe(0);
    expect(run.questions).toContain('Europe knows it: use api-eu.myconnectwise.net?');
    expect(storedIn(run.home).settings).toMatchObject({
      profiles: { acme: { url: 'https://api-eu.myconnectwise.net/v2025_1/apis/3.0' } },
    });
    expect(new Set(proxy.seen.map(({ target }) => target))).toEqual(
      new Set(['api-na.myconnectwise.net:443', 'api-eu.myconnectwise.net:443']),
    );
    expect(seen.filter((request) => request.includes('/apis/'))).not.toHaveLength(0);
  });
});

/** The list of members, refused: the member is then asked for as a text. */
function members(status: number) {
  const query = new URLSearchParams({
    fields: 'identifier,firstName,lastName',
    conditions: 'inactiveFlag=false',
    orderBy: 'identifier',
    pageSize: '1000',
  });
  return { request: `GET /system/members?${query.toString()}`, status, body: {} };
}

async function onTerminal(argv: string[], options: RunOptions) {
  const home = options.home ?? temporaryFolder();
  const run = await runCwm(argv, {
    tty: true,
    ...options,
    env: { NO_COLOR: '1', ...options.env },
    home,
  });
  return { ...run, home };
}

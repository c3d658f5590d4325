import { describe, expect, test } from 'vitest';
import { fakeApi, fakeKeys, type Stub } from '../support/fake-api.js';
import { goodAnswers, leaked, scriptedLogin, storedIn } from '../support/login.js';
import { answeringApi, fakeProxy, whyNoCertificate } from '../support/secure-api.js';
import { runCwm } from '../support/run-cwm.js';
import { silentApi } from '../support/silent-api.js';

const companyInfo = `GET /login/companyinfo/${fakeKeys.company}`;
const info = 'GET /system/info';
const page = '<html><head><title>Welcome</title></head></html>';
const html = { 'content-type': 'text/html' };
const withoutClientId = JSON.stringify({
  publicKey: fakeKeys.publicKey,
  privateKey: fakeKeys.privateKey,
});

test.each<[string, Stub, { exit: number; message: string; hint: string }]>([
  [
    'keys that are refused',
    { request: info, status: 401, body: { code: 'Unauthorized', message: 'no' } },
    { exit: 4, message: 'did not accept the keys (401)', hint: 'The company acme is right' },
  ],
  [
    'a member that may do nothing',
    { request: info, status: 403, body: { code: 'Security', message: 'no' } },
    { exit: 4, message: 'may do nothing here (403)', hint: 'its security role' },
  ],
  [
    'a clientId that is refused with 401',
    { request: info, status: 401, body: { message: 'ClientId is not valid' } },
    { exit: 4, message: 'does not know this clientId (401)', hint: 'developer.connectwise.com' },
  ],
  [
    'a clientId that is refused with 400',
    { request: info, status: 400, body: { message: 'The clientid header is invalid' } },
    { exit: 6, message: 'does not know this clientId (400)', hint: 'id of your integration' },
  ],
  [
    'a company and codebase that the cloud cannot route to',
    { request: info, status: 400, body: 'Cannot route. Codebase/company is invalid' },
    { exit: 6, message: 'cannot route to this company', hint: 'Give the host alone' },
  ],
  [
    'a path where no API is',
    { request: info, status: 404, body: page, headers: html },
    { exit: 5, message: 'No ConnectWise API answers at', hint: '/v4_6_release/apis/3.0' },
  ],
  [
    'a company that the server does not know',
    { request: companyInfo, body: null },
    { exit: 5, message: 'There is no company "acme"', hint: 'Check its spelling' },
  ],
  [
    'a redirect',
    { request: companyInfo, status: 302, headers: { location: 'https://login.example.com/' } },
    { exit: 6, message: 'redirects to login.example.com (302)', hint: 'address of the API itself' },
  ],
  [
    'a page in place of the answer',
    { request: companyInfo, body: page, headers: html },
    { exit: 7, message: 'answers with a web page', hint: 'login page' },
  ],
  [
    'a server that is down',
    { request: companyInfo, status: 503, body: '' },
    { exit: 7, message: 'cannot answer now (503)', hint: 'Try again' },
  ],
  [
    'a proxy in the way that wants a login',
    { request: companyInfo, status: 407, body: '' },
    { exit: 7, message: 'asks who you are (407)', hint: 'HTTPS_PROXY' },
  ],
  [
    'a connection that breaks off',
    { request: companyInfo, drop: true },
    { exit: 7, message: 'could not be reached', hint: 'Check the address, the network' },
  ],
])('%s is explained, and nothing is stored', async (_case, stub, { exit, message, hint }) => {
  const { origin } = await fakeApi(stub, ...goodAnswers());
  const run = await scriptedLogin(origin);
  expect(run.code).toBe(exit);
  expect(run.error().message).toContain(message);
  expect(run.error().hint).toContain(hint);
  expect(storedIn(run.home)).toEqual({ settings: undefined, keys: undefined });
  expect(leaked(run)).toEqual([]);
});

test('a clientId that is missing is what a refusal is about', async () => {
  const refusal = { request: info, status: 401, body: { message: 'clientId is required' } };
  const { origin } = await fakeApi(refusal, ...goodAnswers());
  const { error } = await scriptedLogin(origin, [], { stdin: withoutClientId });
  expect(error().message).toBe('ConnectWise wants a clientId, and none was given (401).');
});

test('where no clientId was given, any refusal names that as well', async () => {
  const refusal = { request: info, status: 401, body: { message: 'no' } };
  const { origin } = await fakeApi(refusal, ...goodAnswers());
  const { error } = await scriptedLogin(origin, [], { stdin: withoutClientId });
  expect(error().hint).toContain('it misses a clientId, since none was given');
});

test('a role that may not read companies is warned of, and the keys are stored', async () => {
  const forbidden = {
    request: 'GET /company/companies?pageSize=1&fields=id',
    status: 403,
    body: {},
  };
  const { origin } = await fakeApi(forbidden, ...goodAnswers());
  const { code, stderr, home } = await scriptedLogin(origin);
  expect(code).toBe(0);
  expect(stderr).toContain(
    'Warning: The keys work, but their role may not read /company/companies',
  );
  expect(storedIn(home).keys).toHaveProperty('acme');
});

test('a server of one’s own that tells nothing of companies is tried all the same', async () => {
  const silent = { request: companyInfo, status: 404, body: page, headers: html, times: 2 };
  const { origin } = await fakeApi(silent, ...goodAnswers());
  const { code, stderr } = await scriptedLogin(origin);
  expect(code).toBe(0);
  expect(stderr).toContain('does not tell which companies it knows (404)');
});

test('a clock that is wrong is told with the difference', async () => {
  const { origin } = await fakeApi(...goodAnswers());
  const now = () => new Date(Date.now() + 7.5 * 60_000);
  const { code, stderr } = await scriptedLogin(origin, [], { now });
  expect(code).toBe(0);
  expect(stderr).toContain('The clock of this machine is 7 minutes ahead of the server’s.');
});

test('the codebase of the company becomes part of the address, and the keys are tried there', async () => {
  const { origin, seen } = await fakeApi(...goodAnswers('v2025_1'));
  const { code, json } = await scriptedLogin(origin);
  expect(code).toBe(0);
  expect(json()).toMatchObject({ url: `${origin}/v2025_1/apis/3.0` });
  expect(seen.filter(({ headers }) => headers.authorization !== undefined)).toHaveLength(2);
});

test('an address with a codebase stays, and one that the company has left is warned of', async () => {
  const [company = { request: '' }] = goodAnswers('v2026_1');
  const { origin } = await fakeApi(
    company,
    { request: 'GET /v2025_1/apis/3.0/system/info', body: { version: 'v2025.1' } },
    { request: 'GET /v2025_1/apis/3.0/company/companies?pageSize=1&fields=id', body: [] },
  );
  const { json, stderr } = await scriptedLogin(`${origin}/v2025_1/apis/3.0`);
  expect(json()).toMatchObject({ url: `${origin}/v2025_1/apis/3.0` });
  expect(stderr).toContain(
    `Use the address ${origin}/v2026_1/apis/3.0: the company has moved there.`,
  );
});

test('a codebase that is none does not become part of the address', async () => {
  const strange = { CompanyName: 'Acme', CompanyID: 'acme', Codebase: '../../evil?' };
  const { origin } = await fakeApi(
    { request: companyInfo, body: strange, times: 2 },
    ...goodAnswers(),
  );
  const { json } = await scriptedLogin(origin);
  expect(json()).toMatchObject({ url: `${origin}/v4_6_release/apis/3.0` });
});

test('the company is written as the server writes it', async () => {
  const [company = { request: '' }, ...rest] = goodAnswers();
  const asTyped = { request: 'GET /login/companyinfo/ACME', body: company.body };
  const { origin, seen } = await fakeApi(asTyped, ...rest, { ...company, times: 1 });
  const { json } = await runCwm(['login', '--host', origin, '--keys', '-', '--store', 'file'], {
    stdin: JSON.stringify({ ...fakeKeys, company: 'ACME' }),
  });
  expect(json()).toMatchObject({ company: 'acme' });
  const { authorization = '' } = seen.at(-1)?.headers ?? {};
  expect(Buffer.from(authorization.slice(6), 'base64').toString()).toMatch(/^acme\+/);
});

test('a server that never answers is given up in time', async () => {
  const { env } = await silentApi();
  const { origin } = new URL(env['CONNECTWISE_API_URL'] ?? '');
  const { code, error } = await scriptedLogin(origin, ['--timeout', '0.3']);
  expect(code).toBe(7);
  expect(error().message).toContain('within 0.3 seconds');
});

test.each([
  ['na.myconnectwise.net', 'the API answers at api-na.myconnectwise.net'],
  ['http://cw.example.com', 'it must be https'],
  ['https://me:secret@cw.example.com', 'it must not carry credentials'],
])('the host %s is exit 2 before anything is sent', async (host, words) => {
  const { code, error } = await scriptedLogin(host);
  expect(code).toBe(2);
  expect(error().message).toContain(words);
});

describe.skipIf(whyNoCertificate() !== undefined)('over TLS', () => {
  test('a certificate that nobody trusts is explained, and accepted with --ca', async () => {
    const { port, certificate } = await answeringApi(['127.0.0.1'], tenantAnswers);
    const host = `https://127.0.0.1:${port}`;
    const refused = await scriptedLogin(host);
    expect(refused.code).toBe(7);
    expect(refused.error().hint).toContain('--ca <file>');
    const { code, stderr } = await scriptedLogin(host, ['--ca', certificate]);
    expect(code).toBe(0);
    expect(stderr).toContain(`for every one set NODE_EXTRA_CA_CERTS to ${certificate}`);
  });

  test('a certificate for another name is explained', async () => {
    const { port, certificate } = await answeringApi(['cw.example.com'], tenantAnswers);
    const { code, error } = await scriptedLogin(`https://127.0.0.1:${port}`, ['--ca', certificate]);
    expect(code).toBe(7);
    expect(error().hint).toContain('is for another name: check the host in the address');
  });

  test('a company that is unknown in one region leads to the others, and no key is sent', async () => {
    const { port, certificate, seen } = await answeringApi(
      ['api-na.myconnectwise.net'],
      () => null,
    );
    const proxy = await fakeProxy(port);
    const { code, error } = await scriptedLogin('api-na.myconnectwise.net', ['--ca', certificate], {
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    });
    expect(code).toBe(5);
    expect(error().hint).toContain('another region: api-eu.myconnectwise.net, api-au');
    expect(seen).toEqual([companyInfo]);
    expect(proxy.seen.map(({ target }) => target)).toEqual(['api-na.myconnectwise.net:443']);
  });

  test('a proxy that wants a password is told from a server that refuses', async () => {
    const proxy = await fakeProxy({ status: 407 });
    const { code, error } = await scriptedLogin('api-na.myconnectwise.net', [], {
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    });
    expect(code).toBe(7);
    expect(error().hint).toContain('asks for a user and a password');
  });
});

/** What a tenant answers whose company is the one of the fake keys. */
function tenantAnswers(_host: string, target: string): unknown {
  if (target.startsWith('/login/'))
    return { CompanyName: 'Acme', CompanyID: fakeKeys.company, Codebase: 'v4_6_release/' };
  return target.includes('/system/info') ? { version: 'v2025.1' } : [];
}

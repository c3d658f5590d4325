import { expect, test } from 'vitest';
import { runCwm } from '../support/run-cwm.js';

const complete = {
  CONNECTWISE_API_URL: 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0',
  CONNECTWISE_COMPANY_ID: 'acme',
  CONNECTWISE_PUBLIC_KEY: 'PublicKey123',
  CONNECTWISE_PRIVATE_KEY: 'PrivateKey123',
};

test('without a connection a call is exit 3 and names variables and sandbox', async () => {
  const { code, error } = await runCwm(['call', '/service/tickets']);
  expect(code).toBe(3);
  expect(error().hint).toBe(
    'Run cwm login, or set CONNECTWISE_API_URL, CONNECTWISE_COMPANY_ID, CONNECTWISE_PUBLIC_KEY and CONNECTWISE_PRIVATE_KEY, or try the built-in sandbox: --profile sandbox',
  );
});

test('an incomplete connection is exit 3 and names what is missing', async () => {
  const { code, error } = await runCwm(['call', '/service/tickets'], {
    env: { ...complete, CONNECTWISE_PRIVATE_KEY: '', CONNECTWISE_COMPANY_ID: ' ' },
  });
  expect(code).toBe(3);
  expect(error().message).toBe(
    'The connection in the environment is incomplete: CONNECTWISE_COMPANY_ID and CONNECTWISE_PRIVATE_KEY are not set.',
  );
});

test('an unknown profile is exit 2 and never a fallback to the environment', async () => {
  const { code, error } = await runCwm(['call', '/service/tickets', '--profile', 'prod'], {
    env: complete,
  });
  expect(code).toBe(2);
  expect(error().message).toBe('There is no profile "prod".');
});

test('CWM_PROFILE chooses a profile before the environment', async () => {
  const { code, json } = await runCwm(
    ['call', '/company/companies', '--fields', 'identifier', '--page-size', '4'],
    { env: { ...complete, CWM_PROFILE: 'sandbox' } },
  );
  expect(code).toBe(0);
  expect(json()).toEqual([
    { identifier: 'ACME' },
    { identifier: 'CONTOSO' },
    { identifier: 'NORTHWIND' },
    { identifier: 'FABRIKAM' },
  ]);
});

test.each([
  ['http beyond loopback', 'http://cw.example.com/v4_6_release/apis/3.0', 'https'],
  [
    'credentials in the address',
    'https://me:secret@cw.example.com/v4_6_release/apis/3.0',
    'credentials',
  ],
  ['no address', 'https://', 'URL'],
  [
    'more than the base',
    'https://cw.example.com/v4_6_release/apis/3.0/service/tickets',
    'leave /service/tickets out',
  ],
  ['no codebase', 'https://cw.example.com/helpdesk', '/helpdesk'],
])('%s in CONNECTWISE_API_URL is exit 3 (N4)', async (_case, url, words) => {
  const { code, error } = await runCwm(['call', '/service/tickets'], {
    env: { ...complete, CONNECTWISE_API_URL: url },
  });
  expect(code).toBe(3);
  expect(error().message).toContain(words);
  expect(JSON.stringify(error())).not.toContain('secret');
});

test('a host alone gets the usual path', async () => {
  const { json } = await runCwm(['call', '/system/info', '--dry-run'], {
    env: { ...complete, CONNECTWISE_API_URL: 'cw.example.com' },
  });
  expect(json()).toMatchObject({ url: 'https://cw.example.com/v4_6_release/apis/3.0/system/info' });
});

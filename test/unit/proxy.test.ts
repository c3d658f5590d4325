import { expect, test } from 'vitest';
import { proxyPasswords } from '../../src/config/proxy-passwords.js';
import { proxyFor } from '../../src/config/proxy.js';

const target = 'https://cw.example.com/v4_6_release/apis/3.0';
const proxied = { HTTPS_PROXY: 'http://proxy:8080' };

test.each([
  ['HTTPS_PROXY', { HTTPS_PROXY: 'http://a:1' }, 'http://a:1/'],
  [
    'the lower case before the upper',
    { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' },
    'http://b:2/',
  ],
  ['ALL_PROXY where there is no other', { ALL_PROXY: 'http://c:3' }, 'http://c:3/'],
  [
    'the own one before ALL_PROXY',
    { ALL_PROXY: 'http://c:3', https_proxy: 'http://b:2' },
    'http://b:2/',
  ],
  ['a host without a scheme', { HTTPS_PROXY: 'proxy.example:3128' }, 'http://proxy.example:3128/'],
  ['a proxy behind TLS', { HTTPS_PROXY: 'https://p.example' }, 'https://p.example/'],
  ['not HTTP_PROXY for https', { HTTP_PROXY: 'http://a:1' }, undefined],
  ['nothing for an empty one', { HTTPS_PROXY: ' ' }, undefined],
])('%s is used (N5)', (_what, env, url) => {
  expect(proxyFor(target, env)?.url.href).toBe(url);
});

test('HTTP_PROXY is for http (N5)', () => {
  expect(proxyFor('http://cw.example.com', { HTTP_PROXY: 'http://a:1' })?.variable).toBe(
    'HTTP_PROXY',
  );
});

test.each(['http://127.0.0.1:8080', 'https://localhost:1', 'https://[::1]:1', 'http://127.9.9.9'])(
  '%s is never asked for through a proxy (N5)',
  (url) => {
    expect(proxyFor(url, { ...proxied, HTTP_PROXY: 'http://a:1', ALL_PROXY: 'http://a:1' })).toBe(
      undefined,
    );
  },
);

test.each([
  ['*', true],
  ['cw.example.com', true],
  ['CW.Example.Com', true],
  ['example.com', true],
  ['.example.com', true],
  ['*.example.com', true],
  ['other.com, example.com', true],
  ['other.com example.com', true],
  ['example.com:443', true],
  ['example.com:8443', false],
  ['ample.com', false],
  ['cw.example.com.evil', false],
  ['', false],
  [',', false],
])('NO_PROXY=%s (N5)', (entry, direct) => {
  expect(proxyFor(target, { ...proxied, NO_PROXY: entry }) === undefined).toBe(direct);
});

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '2.3', false],
  ['[fd00::1]', 'fd00::/8', true],
  ['[fd00::1]', 'fd00::1', true],
  ['10.1.2.3', '10.0.0.0/99', false],
])('%s with NO_PROXY=%s (N5)', (host, entry, direct) => {
  expect(proxyFor(`https://${host}/`, { ...proxied, no_proxy: entry }) === undefined).toBe(direct);
});

test.each([
  ['socks5://me:hunter22@proxy:1080', 'socks5'],
  ['http://me:hunter22@proxy:port', 'URL'],
])('a proxy that cannot be used is exit 3 without its password (N5)', (value, words) => {
  const look = () => proxyFor(target, { HTTPS_PROXY: value });
  expect(look).toThrow(words);
  expect(look).not.toThrow('hunter22');
});

test('passwords are found as written and as they are (N5)', () => {
  expect(
    proxyPasswords({ https_proxy: 'http://me:p%40ss%2Fword@proxy', ALL_PROXY: 'me:other@p' }),
  ).toEqual([...['p%40ss%2Fword', 'p@ss/word', 'other', 'other']]);
});

import { expect, test } from 'vitest';
import { apiHostAdvice, readBaseUrl } from '../../src/config/base-url.js';

const usual = 'https://cw.example.com/v4_6_release/apis/3.0';

test.each([
  ['cw.example.com', usual],
  ['https://cw.example.com', usual],
  ['https://cw.example.com//', usual],
  ['https://cw.example.com/v4_6_release', usual],
  ['https://cw.example.com/v4_6_release/', usual],
  ['https://cw.example.com/v4_6_release/apis', usual],
  ['https://cw.example.com/v4_6_release/apis/3.0/', usual],
  ['https://cw.example.com/v2025_1', 'https://cw.example.com/v2025_1/apis/3.0'],
  ['https://cw.example.com/v2025_1/apis/3.0', 'https://cw.example.com/v2025_1/apis/3.0'],
  [`${usual}/apis/3.0`, usual],
  [`${usual}/v4_6_release/apis/3.0/`, usual],
  ['https://cw.example.com:8443/v4_6_release', 'https://cw.example.com:8443/v4_6_release/apis/3.0'],
  ['https://10.0.0.5/cw/v4_6_release/apis/3.0', 'https://10.0.0.5/cw/v4_6_release/apis/3.0'],
  ['http://127.0.0.1:5000', 'http://127.0.0.1:5000/v4_6_release/apis/3.0'],
  ['http://localhost:5000/v4_6_release', 'http://localhost:5000/v4_6_release/apis/3.0'],
  ['na.myconnectwise.net', 'https://na.myconnectwise.net/v4_6_release/apis/3.0'],
])('%s is read as %s (N4)', (text, url) => {
  expect(readBaseUrl(text)).toBe(url);
});

test.each([
  [`${usual}/service/tickets`, 'leave /service/tickets out'],
  [`${usual}/v4_6_release`, 'leave /v4_6_release out'],
  ['https://cw.example.com/service/tickets', '/service/tickets'],
  ['http://cw.example.com', 'must be https'],
  ['http://127.0.0.1.evil.example', 'must be https'],
  ['ftp://cw.example.com', 'must be https'],
  [`${usual}?x=1`, 'query'],
  ['https://me:secret@cw.example.com', 'credentials'],
  ['https://', 'not a URL'],
])('%s is refused (N4)', (text, words) => {
  expect(() => readBaseUrl(text)).toThrow(words);
});

test.each([
  ['https://na.myconnectwise.net/v4_6_release/apis/3.0', 'api-na.myconnectwise.net'],
  ['https://aus.myconnectwise.net/', 'api-aus.myconnectwise.net'],
  ['https://staging.connectwisedev.com/', 'api-staging.connectwisedev.com'],
  ['https://api-na.myconnectwise.net/', undefined],
  ['https://sandbox-na.myconnectwise.net/', undefined],
  [usual, undefined],
])('%s: the API host that is offered is %s', (url, host) => {
  const advice = apiHostAdvice(url);
  if (host === undefined) expect(advice).toBe(undefined);
  else expect(advice).toContain(`at ${host}.`);
});

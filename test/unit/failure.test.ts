import { expect, test } from 'vitest';
import { responseFailure } from '../../src/api/failure.js';

const target = '/service/tickets';

function failureAt(host: string, status: number, body = {}, headers = {}) {
  const url = `https://${host}/v4_6_release/apis/3.0${target}`;
  return responseFailure(
    { status, headers, body: Buffer.from(JSON.stringify(body)) },
    { method: 'GET', url, target, read: true, infoTwin: undefined },
  );
}

const answers: [string, number, object, object][] = [
  ['401', 401, {}, {}],
  ['403', 403, {}, {}],
  ['404 for a route', 404, { code: 'ConnectWiseApi' }, {}],
  ['a redirect', 302, {}, { location: 'https://elsewhere.example/' }],
];

test.each(answers)('%s at a host for browsers offers the API host (N1)', (_what, ...answer) => {
  expect(failureAt('na.myconnectwise.net', ...answer).hint).toContain(
    'the API answers at api-na.myconnectwise.net.',
  );
});

test.each(answers)('%s at an API host offers none', (_what, ...answer) => {
  expect(failureAt('api-na.myconnectwise.net', ...answer).hint).not.toContain('answers at');
});

test('a missing record is no question of the host', () => {
  expect(failureAt('na.myconnectwise.net', 404, { code: 'NotFound' }).hint).not.toContain('api-na');
});

import { expect, test } from 'vitest';
import type { SavedCall } from '../../src/memory/entry.js';
import { secretPlaces } from '../../src/memory/secrets.js';

function places(part: Partial<SavedCall>): string[] {
  const call: SavedCall = { method: 'POST', path: '/service/tickets', params: {}, data: null };
  return secretPlaces({ ...call, ...part }, (text) => text.includes('Known-Key-1'));
}

const basic = `Basic ${Buffer.from('someone:something').toString('base64')}`;
const token = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'c2lnbmF0dXJl'].join('.');

test.each<[string, Partial<SavedCall>, string]>([
  ['a query parameter', { params: { apiKey: 'abc' } }, 'params.apiKey'],
  ['a member of the body', { data: { password: 'abc' } }, 'data.password'],
  ['one of several words', { data: { admin_password: 'abc' } }, 'data.admin_password'],
  ['a number', { data: { password: 1234 } }, 'data.password'],
  ['deep in the body', { data: { a: [{ privateKey: 'x' }] } }, 'data.a.0.privateKey'],
  ['an operation', { data: [{ op: 'replace', path: 'password', value: 'abc' }] }, 'data.0.value'],
  [
    'a custom field',
    { data: { customFields: [{ caption: 'Token', value: 'x' }] } },
    'data.customFields.0.value',
  ],
  [
    'an answer',
    { data: { questions: [{ question: 'Admin password', answer: 'x' }] } },
    'data.questions.0.answer',
  ],
  ['a clause', { params: { where: ['id = 1', 'password = abc'] } }, 'params.where'],
  [
    'a condition',
    { params: { conditions: 'id=1 and login/password = "abc"' } },
    'params.conditions',
  ],
  ['a default', { data: { password: '{password=abc}' } }, 'data.password'],
  ['a bearer', { data: { text: 'Authorization: Bearer abcdefghij0123456789xyz' } }, 'data.text'],
  ['a basic blob', { data: { text: `send ${basic} along` } }, 'data.text'],
  ['a JWT', { data: { text: token } }, 'data.text'],
  ['a PEM key', { data: { text: '-----BEGIN RSA PRIVATE KEY-----\nMII' } }, 'data.text'],
  ['an address', { params: { url: 'https://jdoe:abc@example.com/x' } }, 'params.url'],
  ['a password in a note', { data: { text: 'The password: Summer2026!' } }, 'data.text'],
  [
    'a key of a cloud',
    { params: { where: [`summary ~ AKIA${'EXAMPLE1'.repeat(2)}`] } },
    'params.where',
  ],
  ['a key of the connection', { data: { text: 'key Known-Key-1' } }, 'data.text'],
  ['one in the path', { path: '/x/Known-Key-1' }, 'path.2'],
])('a secret is found in %s', (_what, part, place) => {
  expect(places(part)).toEqual([place]);
});

test.each<[string, Partial<SavedCall>]>([
  ['a summary', { data: { summary: 'password reset for Anna' } }],
  ['a summary with a colon', { data: { summary: 'Password: reset again please' } }],
  ['a note', { data: { text: 'Token ring is down; the secret is patience' } }],
  ['a condition about words', { params: { conditions: 'summary contains "password"' } }],
  ['a clause about words', { params: { where: ['summary ~ password reset'] } }],
  ['no value', { params: { conditions: 'password = null' } }],
  ['an id', { params: { conditions: 'id in (1,2,3)' } }],
  ['a GUID', { data: { guid: '11111111-2222-4333-8444-555555555555' } }],
  ['a hash', { params: { conditions: `hash = "${'0a1b2c3d'.repeat(8)}"` } }],
  ['a placeholder', { data: { password: '{password}' } }],
  ['a mask', { data: { password: '********' } }],
  ['nothing', { data: { password: '' } }],
  ['a switch', { data: { token: true } }],
  ['a long word behind Basic', { data: { text: 'Basic telecommunications training' } }],
  ['a bearer of news', { data: { text: 'the bearer of extraordinarily-long-tidings' } }],
  ['an address with a port', { params: { url: 'https://example.com:8443/a@b' } }],
])('%s is no secret', (_what, part) => {
  expect(places(part)).toEqual([]);
});

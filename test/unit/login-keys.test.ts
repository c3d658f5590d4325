import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKeyText } from '../../src/actions/login-keys.js';

const key = fc.stringMatching(/^[A-Za-z\d+/=_-]{4,40}$/);
const connection = fc.record({ publicKey: key, privateKey: key, clientId: key });

test('JSON, lines and the lines of an environment say the same', () => {
  fc.assert(
    fc.property(connection, fc.constantFrom('\n', '\r\n'), (keys, end) => {
      const { publicKey, privateKey, clientId } = keys;
      const variables = [
        `export CONNECTWISE_PUBLIC_KEY='${publicKey}'`,
        `$env:CONNECTWISE_PRIVATE_KEY = "${privateKey}"`,
        `CONNECTWISE_CLIENT_ID=${clientId}`,
        '',
        '# a comment',
        'LOG_LEVEL=debug',
      ];
      const lines = Object.entries(keys).map(([name, value]) => `${name} = ${value}`);
      expect(parseKeyText(JSON.stringify(keys))).toEqual(keys);
      expect(parseKeyText(lines.join(end))).toEqual(keys);
      expect(parseKeyText(variables.join(end))).toEqual(keys);
    }),
  );
});

test('no refusal repeats a value', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z\d]{12}\d$/),
      fc.constantFrom('{"publicKey":"', 'publicKey ', 'public key=', '=', '{"x":{"y":"', ''),
      (secret, before) => {
        let said = '';
        try {
          parseKeyText(`${before}${secret}`);
        } catch (error) {
          said = JSON.stringify(error) + String(error);
        }
        expect(said).not.toContain(secret);
      },
    ),
  );
});

import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { estimateTokens } from '../../src/mcp/tokens.js';
import { isRecord } from '../../src/text/records.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const ratio = (text: string): number => estimateTokens(text) / countTokens(text);

const lists = [
  '/service/tickets',
  '/company/companies',
  '/company/contacts',
  '/time/entries',
  '/finance/agreements',
  '/finance/invoices',
  '/procurement/catalog',
  '/project/projects',
  '/service/boards',
];

test('records are estimated a little too high, in a list, one by one and as rows of a table', async () => {
  const home = temporaryFolder();
  for (const path of lists) {
    const { json } = await runCwm(['call', path, '--page-size', '12', '--profile', 'sandbox'], {
      home,
    });
    const rows = json() as unknown[];
    for (const value of [rows, ...rows]) {
      const text = JSON.stringify(value);
      expect(ratio(text)).toBeGreaterThanOrEqual(0.98);
      expect(ratio(text)).toBeLessThanOrEqual(1.35);
    }
    const lines = rows.filter(isRecord).map((row) => Object.values(row).slice(0, 8).map(cell));
    const table = lines.map((cells) => cells.join(' | ')).join('\n');
    expect(ratio(table)).toBeGreaterThanOrEqual(0.98);
  }
});

function cell(value: unknown): string {
  return isRecord(value) ? `${String(value['name'])} #${String(value['id'])}` : String(value);
}

test.each([
  ['prose', readFileSync('README.md', 'utf8')],
  ['code', readFileSync('src/context.ts', 'utf8')],
  [
    'Chinese',
    '服务器无法启动，请联系技术支持部门处理这个问题。客户反映打印机离线，网络连接不稳定。',
  ],
  [
    'Japanese',
    'サーバーが起動しません。テクニカルサポートに連絡してください。プリンターがオフラインです。',
  ],
  ['Korean', '서버가 시작되지 않습니다. 기술 지원에 문의하십시오. 프린터가 오프라인입니다.'],
  ['Russian', 'Сервер не запускается. Обратитесь в службу технической поддержки.'],
  ['Arabic', 'الخادم لا يعمل. يرجى الاتصال بالدعم الفني. الطابعة غير متصلة.'],
  [
    'German',
    'Der Drücker läßt sich nicht öffnen, übermäßige Größe. Bitte prüfen Sie die Verfügbarkeit.',
  ],
  ['Hindi', 'सर्वर शुरू नहीं हो रहा है। कृपया तकनीकी सहायता से संपर्क करें।'],
  ['emoji', '😀🎉👍🏽👩‍🚀👨‍👩‍👧‍👦❤️🔥✅⚠️🇩🇪1️⃣💻🖨️'],
  ['HTML', '<p style="font-family:Arial;color:#1f497d">Hello,&nbsp;<br/><img width=100></p>'],
  ['mail', '> On Monday, someone wrote:\r\n>> It does not print!!! ---------- *****\r\n'],
])('%s is not estimated too low', (_what, text) => {
  expect(ratio(text.repeat(Math.ceil(2000 / text.length)))).toBeGreaterThanOrEqual(0.98);
});

/** The same noise for the same seed. */
function noise(seed: number): Buffer {
  const hash = (part: number) => createHash('sha512').update(`${seed} ${part}`).digest();
  return Buffer.concat(Array.from({ length: 64 }, (_, part) => hash(part)));
}

const bytes = fc.integer().map(noise);

const manyOf = (from: number, to: number) =>
  bytes.map((data) => {
    const codes = Array.from({ length: data.length / 2 }, (_, index) =>
      data.readUInt16LE(index * 2),
    );
    return String.fromCodePoint(...codes.map((code) => from + (code % (to - from + 1))));
  });

test.each([
  ['base64', bytes.map((data) => data.toString('base64'))],
  ['base64 in JSON', bytes.map((data) => JSON.stringify({ data: data.toString('base64') }))],
  ['base64 for addresses', bytes.map((data) => data.toString('base64url'))],
  ['hexadecimal digits', bytes.map((data) => data.toString('hex'))],
  ['digits', manyOf(0x30, 0x39)],
  ['Han characters', manyOf(0x4e00, 0x9fa5)],
  ['Hangul', manyOf(0xac00, 0xd7a3)],
  ['kana', manyOf(0x3041, 0x30ff)],
  ['Cyrillic letters', manyOf(0x410, 0x44f)],
  ['emoji', manyOf(0x1f300, 0x1f64f)],
])('noise of %s is not estimated too low', (_what, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(ratio(text)).toBeGreaterThanOrEqual(0.98);
    }),
    { numRuns: 8 },
  );
});

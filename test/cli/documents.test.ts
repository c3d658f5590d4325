import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

const bytes = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0xff, 0x00]);

/** Downloads a document that the server names with this header into `docs` of a new folder. */
async function download(
  disposition: string | undefined,
  { cwd = temporaryFolder(), to = 'docs', ...options }: RunOptions & { to?: string } = {},
): Promise<Run & { cwd: string; files: string[] }> {
  mkdirSync(join(cwd, 'docs'), { recursive: true });
  const headers = {
    'content-type': 'application/pdf',
    ...(disposition === undefined ? {} : { 'content-disposition': disposition }),
  };
  const { env } = await fakeApi({
    request: 'GET /system/documents/7/download',
    body: bytes,
    headers,
  });
  const argv = ['call', 'GET', '/system/documents/7/download', '--output-file', to];
  const run = await runCwm(argv, { ...options, cwd, env });
  return { ...run, cwd, files: readdirSync(cwd, { recursive: true }).map(String).sort() };
}

describe('--output-file <folder>', () => {
  test.each(['docs', 'docs/'])('%s takes the name that the server gives', async (to) => {
    const { code, stdout, stderr, cwd, files } = await download(
      'attachment; filename="report.pdf"',
      { to },
    );
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(files).toEqual(['docs', join('docs', 'report.pdf')]);
    expect(readFileSync(join(cwd, 'docs', 'report.pdf'))).toEqual(Buffer.from(bytes));
  });

  test('a person is told where the document is', async () => {
    const { stderr, cwd } = await download('attachment; filename=a.pdf', { tty: true });
    expect(stderr).toContain(`Written to ${join(cwd, 'docs', 'a.pdf')}`);
  });

  test.each([
    ['attachment; filename=bare.pdf', 'bare.pdf'],
    ['attachment; filename="with; semicolon.pdf"', 'with; semicolon.pdf'],
    ['attachment; filename="a\\"b.pdf"', 'a_b.pdf'],
    [`attachment; filename="x.pdf"; filename*=UTF-8''na%C3%AFve%20plan.pdf`, 'naïve plan.pdf'],
    [`attachment; filename*=UTF-8''%FF.pdf; filename="x.pdf"`, 'x.pdf'],
    [`attachment; filename*=ISO-8859-1''caf%E9.pdf`, 'café.pdf'],
    [Buffer.from('attachment; filename="Übersicht.pdf"').toString('latin1'), 'Übersicht.pdf'],
    ['attachment; filename="../../x"', 'x'],
    ['attachment; filename="/etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\Windows\\evil.dll"', 'evil.dll'],
    [`attachment; filename*=UTF-8''..%2F..%2Fx.pdf`, 'x.pdf'],
    ['attachment; filename=".bashrc"', 'bashrc'],
    ['attachment; filename="NUL.txt"', '_NUL.txt'],
    ['attachment; filename="a<b>c|d?.pdf. ."', 'a_b_c_d_.pdf'],
    [`attachment; filename*=UTF-8''a%1B%E2%80%AEfdp.exe`, 'afdp.exe'],
    ['attachment; filename=".."', 'document'],
    ['attachment; filename=""', 'document'],
    ['attachment', 'document'],
    [undefined, 'document'],
  ])('%j becomes the file %s, in the folder', async (disposition, name) => {
    const { code, files } = await download(disposition);
    expect({ code, files }).toEqual({ code: 0, files: ['docs', join('docs', name)] });
  });

  test('a name that is taken gets a number, and what was there stays', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'docs'));
    writeFileSync(join(cwd, 'docs', 'a.pdf'), 'older');
    await download('attachment; filename=a.pdf', { cwd });
    const { files } = await download('attachment; filename=a.pdf', { cwd });
    expect(files).toEqual([
      'docs',
      ...['a-2.pdf', 'a-3.pdf', 'a.pdf'].map((one) => join('docs', one)),
    ]);
    expect(readFileSync(join(cwd, 'docs', 'a.pdf'), 'utf8')).toBe('older');
  });

  test('a folder that is not there is exit 2 before anything is sent', async () => {
    const { env, seen } = await fakeApi();
    const argv = ['call', 'GET', '/system/documents/7/download', '--output-file', 'nowhere/'];
    const run = await runCwm(argv, { env, cwd: temporaryFolder() });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error().hint).toContain('Make the folder first');
    expect(seen).toEqual([]);
  });

  test('records have no name of their own: exit 2, nothing is sent', async () => {
    const { env, seen } = await fakeApi();
    const cwd = temporaryFolder();
    const run = await runCwm(['call', 'GET', '/service/tickets', '--output-file', '.'], {
      env,
      cwd,
    });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(seen).toEqual([]);
  });
});

describe('--file', () => {
  const argv = ['call', 'POST', '/system/documents'];
  const fields = ['-p', 'recordType=Ticket', '--set', 'recordId=12', '-d', '{"title":"Größe"}'];

  function folderWith(name: string, content: string): string {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, name), content);
    return cwd;
  }

  test('sends a form of the file and its fields', async () => {
    const api = await fakeApi({ request: 'POST /system/documents', status: 201, body: { id: 5 } });
    const cwd = folderWith('report.txt', 'all is well\r\n');
    const flags = ['--file', 'report.txt', ...fields, '--set', 'privateFlag=true', '--yes'];
    const run = await runCwm([...argv, ...flags], { env: api.env, cwd });
    expect(run).toMatchObject({ code: 0, stdout: '{"id":5}\n', stderr: '' });
    const [request] = api.seen;
    const [, boundary = ''] =
      /^multipart\/form-data; boundary=(.+)$/.exec(request?.headers['content-type'] ?? '') ?? [];
    const parts = (request?.body ?? '').split(`--${boundary}`).slice(1, -1);
    const read = parts.map((part) => {
      const [head = '', text = ''] = part.split(/\r\n\r\n([\s\S]*)\r\n$/);
      return [/form-data; (.*)/.exec(head)?.[1], text];
    });
    expect(read).toEqual([
      ['name="title"', 'Größe'],
      ['name="recordType"', 'Ticket'],
      ['name="recordId"', '12'],
      ['name="privateFlag"', 'true'],
      ['name="file"; filename="report.txt"', 'all is well\r\n'],
    ]);
  });

  test('a dry run shows the parts, and of the file its name and size', async () => {
    const cwd = folderWith('report.txt', 'secret content');
    const run = await runCwm([...argv, '--file', 'report.txt', ...fields, '--dry-run'], { cwd });
    expect(run.stdout).not.toContain('secret content');
    expect(run.json()).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data' },
      body: { recordId: 12, recordType: 'Ticket', file: { name: 'report.txt', size: 14 } },
    });
  });

  test('who approves it is told the file', async () => {
    const cwd = folderWith('report.txt', 'x');
    const { env, seen } = await fakeApi();
    const run = await runCwm([...argv, '--file', 'report.txt', ...fields], {
      env,
      cwd,
      tty: true,
      answers: [false],
    });
    expect(run.code).toBe(8);
    expect(run.stderr).toContain('POST /system/documents with the file report.txt (1 bytes)');
    expect(seen).toEqual([]);
  });

  test('a link needs no file', async () => {
    const flags = ['--set', 'url=https://docs.example/1', '--dry-run'];
    expect((await runCwm([...argv, ...flags])).json()).toMatchObject({
      body: { url: 'https://docs.example/1' },
    });
  });

  test.each([
    ['a file that is not there', ['--file', 'missing.txt'], 'there is no file'],
    ['an empty file', ['--file', 'empty.txt'], 'is empty'],
    ['a folder', ['--file', '.'], 'is a folder'],
    ['no file at all', [], 'needs a document'],
    ['a file as a field', ['--set', 'file=empty.txt'], 'cannot be given as a field'],
    [
      'a misspelt field',
      ['--file', 'full.txt', '-p', 'recordTyp=Ticket'],
      '"recordTyp" is not a field',
    ],
    [
      'a field that -p and --set give',
      ['--file', 'full.txt', '-p', 'title=a', '--set', 'title=b'],
      'title is given twice',
    ],
    [
      'a list in place of fields',
      ['--file', 'full.txt', '-d', '[1]', '--no-check'],
      'fields of a form are an object',
    ],
    ['a word for a number', ['--file', 'full.txt', '-p', 'recordId=abc'], 'takes a whole number'],
  ])('%s is exit 2, and nothing is sent', async (_what, flags, message) => {
    const cwd = folderWith('empty.txt', '');
    writeFileSync(join(cwd, 'full.txt'), 'x');
    const { env, seen } = await fakeApi();
    const run = await runCwm([...argv, ...flags, '--yes'], { env, cwd });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error().message).toContain(message);
    expect(seen).toEqual([]);
  });

  test('--fit cuts its texts, where the catalog knows how long they may be', async () => {
    const schema = { type: 'object', properties: { title: { type: 'string', maxLength: 4 } } };
    const form = { requestBody: { content: { 'multipart/form-data': { schema } } } };
    const definition = {
      openapi: '3.0.1',
      info: { title: 'Documents', version: '2026.4' },
      paths: { '/system/documents': { post: { ...form, responses: { '201': {} } } } },
    };
    const cwd = folderWith('definition.json', JSON.stringify(definition));
    const [source, target] = [join(cwd, 'definition.json'), join(cwd, 'small.db')];
    await runCwm(['catalog', 'build', source, '--target', target]);
    const flags = ['--file', 'definition.json', '--set', 'title=Report', '--fit', '--dry-run'];
    const run = await runCwm([...argv, ...flags], {
      cwd,
      env: { CWM_CATALOG: target },
    });
    expect(run.json()).toMatchObject({ body: { title: 'Repo' } });
    expect(run.stderr).toBe('Warning: title was cut from 6 to 4 characters.\n');
  });

  test('an endpoint that takes JSON takes no file', async () => {
    const run = await runCwm(['call', 'POST', '/service/tickets', '--file', 'x', '--yes']);
    expect(run.code).toBe(2);
    expect(run.error()).toMatchObject({ message: 'POST /service/tickets takes no file.' });
  });

  test('the printed example is one that works', async () => {
    const run = await runCwm(['describe', 'POST', '/system/documents']);
    expect(run.json()).toMatchObject({
      examples: { sh: expect.stringContaining('--file report.pdf --set') as string },
    });
  });
});

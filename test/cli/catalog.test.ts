import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, inject, test } from 'vitest';
import type { CatalogInfo } from '../../src/actions/catalog.js';
import type { Description } from '../../src/actions/describe.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const json = 'application/json';

/** A definition with what real ones have: parameters by reference and inline, faults of templates, missing names. */
const definition = {
  openapi: '3.0.1',
  info: { title: 'Small', version: '2026.4' },
  servers: [{ url: 'https://api.example.com/v4_6_release/apis/3.0' }],
  paths: {
    '/service/things': {
      get: {
        operationId: 'getServiceThings',
        tags: ['Things'],
        parameters: [
          { $ref: '#/components/parameters/conditions' },
          { name: 'pageSize', in: 'query', schema: { type: 'integer', format: 'int32' } },
          { name: 'clientId', in: 'header', schema: { type: 'string' } },
          { $ref: '#/components/parameters/missing' },
        ],
        responses: {
          '200': {
            content: {
              [json]: {
                schema: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
              },
            },
          },
        },
      },
      post: {
        operationId: 'postServiceThings',
        tags: ['Things'],
        requestBody: {
          required: true,
          content: { [json]: { schema: { $ref: '#/components/schemas/Thing' } } },
        },
        responses: {
          '201': { content: { [json]: { schema: { $ref: '#/components/schemas/Thing' } } } },
        },
      },
    },
    '/service/things/{id}': {
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int32' } },
      ],
      get: {
        operationId: 'getServiceThingsById',
        tags: ['Things'],
        parameters: [
          { name: 'transferId', in: 'path', required: true, schema: { type: 'integer' } },
        ],
        responses: {
          '200': { content: { [json]: { schema: { $ref: '#/components/schemas/Thing' } } } },
        },
      },
      delete: { responses: { '204': {} } },
    },
    '/service/types{id}/copy': {
      post: { operationId: 'copyType', tags: ['Types'], responses: { '204': {} } },
    },
    '/service/owners/{parentId}/things/{id}{id}': {
      patch: { operationId: 'patchOwned', tags: ['Things'], responses: { '200': {} } },
    },
    '/service/people/{name:regex(^(types. |(': {
      get: { operationId: 'getPerson', tags: ['People'], responses: { '200': {} } },
    },
  },
  components: {
    parameters: {
      conditions: { name: 'conditions', in: 'query', schema: { type: 'string' } },
    },
    schemas: {
      Base: {
        type: 'object',
        required: ['name'],
        properties: {
          id: { type: 'integer', format: 'int32', nullable: true },
          name: { type: 'string', maxLength: 20 },
        },
      },
      Thing: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          {
            type: 'object',
            required: ['kind'],
            properties: {
              kind: { type: 'string', enum: ['Big', 'Small', null], nullable: true },
              owner: { allOf: [{ $ref: '#/components/schemas/Base' }], nullable: true },
              parts: { type: 'array', items: { $ref: '#/components/schemas/Base' } },
              lost: { $ref: '#/components/schemas/Missing' },
            },
          },
        ],
      },
    },
  },
};

/** A file with this content in a folder that goes when the test has finished. */
function fileWith(content: string | Uint8Array, name = 'definition.json'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

const definitionFile = (document: unknown = definition) => fileWith(JSON.stringify(document));

async function builtCatalog(document: unknown = definition): Promise<string> {
  const target = join(temporaryFolder(), 'small.db');
  const { code } = await runCwm(['catalog', 'build', definitionFile(document), '--target', target]);
  expect(code).toBe(0);
  return target;
}

/** The catalog of the bundled definition, changed by a statement. */
function damagedCatalog(statement: string): string {
  const file = join(temporaryFolder(), 'damaged.db');
  copyFileSync(inject('catalogFile'), file);
  change(file, statement);
  return file;
}

function change(file: string, statement: string): void {
  const db = new Database(file);
  db.exec(statement);
  db.close();
}

describe('a catalog built from a definition', () => {
  async function described(...words: string[]): Promise<Description> {
    const { code, json } = await runCwm(['describe', ...words], {
      env: { CWM_CATALOG: await builtCatalog() },
    });
    expect(code).toBe(0);
    return json() as Description;
  }

  test('says what was built, where, and which references lead nowhere', async () => {
    const target = join(temporaryFolder(), 'small.db');
    const { code, json, stderr } = await runCwm([
      'catalog',
      'build',
      definitionFile(),
      '--target',
      target,
    ]);
    expect(code).toBe(0);
    expect(stderr).toBe(
      'Warning: 2 references of the definition lead nowhere: #/components/parameters/missing, #/components/schemas/Missing\n',
    );
    expect(json()).toEqual({
      file: target,
      version: '2026.4',
      endpoints: 7,
      schemas: 2,
      categories: 3,
    });
  });

  test('leaves no other file beside itself', async () => {
    const target = await builtCatalog();
    expect(readdirSync(join(target, '..'))).toEqual(['small.db']);
  });

  test('is searched', async () => {
    const { json } = await runCwm(['search', 'things', '--limit', '1'], {
      env: { CWM_CATALOG: await builtCatalog() },
    });
    expect(json()).toMatchObject([
      { rank: 1, method: 'GET', path: '/service/things', summary: 'List things' },
    ]);
  });

  test('has its categories', async () => {
    const { json } = await runCwm(['categories'], { env: { CWM_CATALOG: await builtCatalog() } });
    expect(json()).toEqual([
      { category: 'People', module: 'service', endpoints: 1 },
      { category: 'Things', module: 'service', endpoints: 5 },
      { category: 'Types', module: 'service', endpoints: 1 },
    ]);
  });

  test('has parameters given inline and by reference, and leaves out headers', async () => {
    const { parameters } = await described('/service/things');
    expect(parameters).toEqual([
      { name: 'conditions', in: 'query', type: 'string', required: false },
      { name: 'pageSize', in: 'query', type: 'integer', required: false, format: 'int32' },
    ]);
  });

  test('has the parameters that a path shares', async () => {
    const { parameters } = await described('DELETE', '/service/things/7');
    expect(parameters).toEqual([
      { name: 'id', in: 'path', type: 'integer', required: true, format: 'int32' },
    ]);
  });

  test('takes a path parameter that is in no template for an optional query parameter', async () => {
    const { parameters } = await described('/service/things/7');
    expect(parameters).toEqual([
      { name: 'id', in: 'path', type: 'integer', required: true, format: 'int32' },
      { name: 'transferId', in: 'query', type: 'integer', required: false },
    ]);
  });

  test('has the fields of all parts of a schema', async () => {
    const { body } = await described('POST', '/service/things');
    expect(body?.fields).toEqual([
      { name: 'id', type: 'integer', format: 'int32', required: false },
      { name: 'name', type: 'string', required: true, maxLength: 20 },
      { name: 'kind', type: 'string', required: true, allowed: ['Big', 'Small'] },
      {
        name: 'owner',
        type: 'object',
        schema: 'Base',
        required: false,
        fields: ['id', 'name'],
      },
      {
        name: 'parts',
        type: 'array',
        items: 'object',
        schema: 'Base',
        required: false,
        fields: ['id', 'name'],
      },
      { name: 'lost', type: 'any', required: false },
    ]);
  });

  test('translates nullable into the types of JSON Schema', async () => {
    const { json } = await runCwm(['describe', 'POST', '/service/things', '--schema'], {
      env: { CWM_CATALOG: await builtCatalog() },
    });
    expect(json()).toMatchObject({
      $ref: '#/$defs/Thing',
      $defs: {
        Base: { properties: { id: { type: ['integer', 'null'] } } },
        Thing: {
          allOf: [{ $ref: '#/$defs/Base' }, { properties: { kind: { type: ['string', 'null'] } } }],
        },
      },
    });
  });

  test('lists null once among the values of a nullable field', async () => {
    const { stdout } = await runCwm(['describe', 'POST', '/service/things', '--schema'], {
      env: { CWM_CATALOG: await builtCatalog() },
    });
    expect(/"enum":(\[[^\]]*\])/.exec(stdout)?.[1]).toBe('["Big","Small",null]');
  });

  test.each([
    ['POST', '/service/types7/copy', '/service/types{id}/copy', 'id'],
    ['PATCH', '/service/owners/3/things/7', '/service/owners/{parentId}/things/{id}{id}', 'id'],
    ['GET', '/service/people/jdoe', '/service/people/{name:regex(^(types. |(', 'name'],
  ])('finds a malformed template: %s %s', async (method, concrete, path, name) => {
    const found = await described(method, concrete);
    expect(found.path).toBe(path);
    expect(found.parameters.at(-1)).toEqual({ name, in: 'path', type: 'string', required: true });
  });

  test('calls an operation without tags and operationId after its path', async () => {
    expect(await described('DELETE', '/service/things/7')).toMatchObject({
      operationId: 'delete_service_things_id_',
      category: 'Things',
      summary: 'Delete a thing',
    });
  });

  test('finds an operation by the operationId that was made for it', async () => {
    expect(await described('delete_service_things_id_')).toMatchObject({
      method: 'DELETE',
      path: '/service/things/{id}',
    });
  });

  test('replaces an older one', async () => {
    const target = await builtCatalog();
    const paths = { '/service/others': { get: {} } };
    const file = definitionFile({ ...definition, paths });
    const { code, json } = await runCwm(['catalog', 'build', file, '--target', target]);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ file: target, endpoints: 1, categories: 1 });
    const { stdout } = await runCwm(['categories', '--query', '[].category'], {
      env: { CWM_CATALOG: target },
    });
    expect(JSON.parse(stdout)).toEqual(['Others']);
  });

  test('ignores extensions among the paths', async () => {
    const paths = { ...definition.paths, 'x-note': 'not a path' };
    const { code, json } = await runCwm([
      'catalog',
      'build',
      definitionFile({ ...definition, paths }),
      '--target',
      join(temporaryFolder(), 'small.db'),
    ]);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ endpoints: 7 });
  });
});

describe('a definition is read', () => {
  const text = JSON.stringify(definition);
  test.each([
    ['in UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['in UTF-16, little-endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['in UTF-16, big-endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s', async (_what, bytes) => {
    const target = join(temporaryFolder(), 'small.db');
    const { code, json } = await runCwm(['catalog', 'build', fileWith(bytes), '--target', target]);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ endpoints: 7 });
  });
});

describe('what is no definition is refused, and an older catalog stays as it is', () => {
  const cases: [what: string, content: string | Uint8Array, message: RegExp][] = [
    ['an empty file', '', /definition\.json is empty\.$/],
    ['a file of blanks', ' \r\n\t', /definition\.json is empty\.$/],
    [
      'JSON that breaks off',
      '{\n "openapi": "3.0.1",\n "paths": {"/a": {',
      /not valid JSON, line 3, column 19: .*end of input/,
    ],
    [
      'JSON with a comma too many',
      '{\n "openapi": "3.0.1",\n "paths": {},,\n "info": {}\n}',
      /not valid JSON, line 3, column 14: .*got ','/,
    ],
    [
      'JSON with a stray word',
      '{\n "openapi": "3.0.1",\n "paths": x\n}\n',
      /not valid JSON, line 3, column 11: Object value expected/,
    ],
    ['a web page', '<!DOCTYPE html>\n<html>\n</html>\n', /not valid JSON, line 1, column 1: /],
    ['a JSON array', '[]', /the document is not a JSON object\.$/],
    ['a JSON object of another kind', '{"name":"cwm"}', /there is no "openapi" version/],
    ['Swagger 2', '{"swagger":"2.0","paths":{}}', /"swagger": "2\.0" is a Swagger 2 document/],
    ['OpenAPI 2', '{"openapi":"2.0","paths":{}}', /"openapi": "2\.0" is not OpenAPI 3/],
    ['a document without paths', '{"openapi":"3.0.1"}', /"paths" is missing or not an object/],
    [
      'a document whose paths are an array',
      '{"openapi":"3.0.1","paths":[]}',
      /"paths" is missing or not an object/,
    ],
    [
      'a document with a path that is no object',
      '{"openapi":"3.0.1","paths":{"/a":"b"}}',
      /paths\["\/a"\] is not an object/,
    ],
    [
      'a document without operations',
      '{"openapi":"3.0.1","paths":{}}',
      /"paths" holds no operation/,
    ],
    [
      'a file in Latin-1',
      Buffer.from('{"openapi":"3.0.1","info":{"title":"Café"},"paths":{}}', 'latin1'),
      /is neither UTF-8 nor UTF-16 with a byte order mark/,
    ],
    ['OpenAPI 3.1', '{"openapi":"3.1.0","paths":{}}', /"openapi": "3\.1\.0" is not OpenAPI 3\.0/],
    [
      'UTF-16 without a byte order mark',
      Buffer.from(JSON.stringify(definition), 'utf16le'),
      /is neither UTF-8 nor UTF-16 with a byte order mark/,
    ],
  ];

  test.each(cases)('%s', async (_what, content, message) => {
    await expectRefusal(fileWith(content), { code: 'usage', exit: 2 }, message);
  });

  test('a file that is not there', async () => {
    const file = join(temporaryFolder(), 'missing.json');
    await expectRefusal(file, { code: 'usage', exit: 2 }, /There is no file .*missing\.json/);
  });

  test('a folder', async () => {
    await expectRefusal(
      temporaryFolder(),
      { code: 'usage', exit: 2 },
      /is a folder, not a definition file/,
    );
  });

  async function expectRefusal(
    source: string,
    kind: { code: string; exit: number },
    message: RegExp,
  ): Promise<void> {
    const target = await builtCatalog();
    const before = readFileSync(target);
    const { code, stdout, stderr, error } = await runCwm([
      'catalog',
      'build',
      source,
      '--target',
      target,
    ]);
    expect(code).toBe(kind.exit);
    expect(stdout).toBe('');
    expect(error()).toMatchObject(kind);
    expect(error().message).toMatch(message);
    expect(stderr.split('\n')[0]).toBe(`Error: ${error().message}`);
    expect(readFileSync(target).equals(before)).toBe(true);
    expect(readdirSync(join(target, '..'))).toEqual(['small.db']);
  }
});

describe('a place that cannot be written is a fault of this machine', () => {
  test('where a folder has the name of the target', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken.db'));
    const target = join(folder, 'taken.db');
    const { code, error } = await runCwm([
      'catalog',
      'build',
      definitionFile(),
      '--target',
      target,
    ]);
    expect(code).toBe(1);
    expect(error()).toMatchObject({ code: 'local' });
    expect(error().message).toContain(`could not be written to ${target}`);
    expect(readdirSync(folder)).toEqual(['taken.db']);
  });

  test('where the folder of the target is a file', async () => {
    const target = join(fileWith('', 'file'), 'small.db');
    const { code, error } = await runCwm([
      'catalog',
      'build',
      definitionFile(),
      '--target',
      target,
    ]);
    expect(code).toBe(1);
    expect(error()).toMatchObject({ code: 'local' });
    expect(error().message).toContain(`could not be written to ${target}`);
  });
});

describe('without a catalog', () => {
  test.each([
    [['search', 'tickets']],
    [['categories']],
    [['describe', '/service/tickets']],
    [['catalog', 'info']],
    [['call', '/service/tickets', '--dry-run']],
  ])('%j names the command that builds one', async (argv) => {
    const missing = join(temporaryFolder(), 'missing.db');
    const { code, stdout, error } = await runCwm(argv, { env: { CWM_CATALOG: missing } });
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(error()).toMatchObject({ code: 'config', exit: 3 });
    expect(error().message).toContain(missing);
    expect(error().hint).toContain('cwm catalog build');
  });

  test('a file that is no catalog names the command that builds one', async () => {
    const { code, error } = await runCwm(['search', 'tickets'], {
      env: { CWM_CATALOG: fileWith('hello', 'catalog.db') },
    });
    expect(code).toBe(3);
    expect(error().hint).toContain('cwm catalog build');
  });

  test('a catalog of another format names the command that builds one', async () => {
    const { code, error } = await runCwm(['search', 'tickets'], {
      env: {
        CWM_CATALOG: damagedCatalog(`UPDATE meta SET value = 'old' WHERE name = 'format'`),
      },
    });
    expect(code).toBe(3);
    expect(error().message).toContain('catalog format old');
    expect(error().hint).toContain('cwm catalog build');
  });
});

describe('the catalog that a user builds', () => {
  const env = { CWM_CATALOG: '' };

  async function homeWithCatalog(): Promise<string> {
    const home = temporaryFolder();
    const { code } = await runCwm(['catalog', 'build', definitionFile()], { home, env });
    expect(code).toBe(0);
    return home;
  }

  async function infoOf(home: string): Promise<CatalogInfo> {
    const { code, json } = await runCwm(['catalog', 'info'], { home, env });
    expect(code).toBe(0);
    return json() as CatalogInfo;
  }

  test('replaces the bundled one', async () => {
    const home = await homeWithCatalog();
    expect(await infoOf(home)).toMatchObject({
      file: join(home, 'data', 'catalog.db'),
      version: '2026.4',
      endpoints: 7,
    });
  });

  test('is not used where CWM_CATALOG names another', async () => {
    const home = await homeWithCatalog();
    const { json } = await runCwm(['catalog', 'info', '--query', 'endpoints'], { home });
    expect(json()).toBe(3053);
  });

  test('is taken away by reset, and the bundled one is in force again', async () => {
    const home = await homeWithCatalog();
    const { code, stdout, stderr } = await runCwm(['catalog', 'reset'], { home, env });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await infoOf(home)).toMatchObject({ version: '2025.1', endpoints: 3053 });
  });

  test('can be reset where there is none', async () => {
    const { code, stdout, stderr } = await runCwm(['catalog', 'reset'], { env });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('is set aside with a warning where it has another format', async () => {
    const home = await homeWithCatalog();
    const file = join(home, 'data', 'catalog.db');
    change(file, `UPDATE meta SET value = 'old' WHERE name = 'format'`);
    const { code, json, stderr } = await runCwm(['search', 'service/tickets', '--limit', '1'], {
      home,
      env,
    });
    expect(code).toBe(0);
    expect(json()).toMatchObject([{ path: '/service/tickets' }]);
    expect(stderr).toMatch(/^Warning: The catalog .* is set aside as .*cwm catalog build/);
    expect(existsSync(file)).toBe(false);
  });

  test('is set aside with a warning where it is damaged', async () => {
    const home = await homeWithCatalog();
    const file = join(home, 'data', 'catalog.db');
    writeFileSync(file, 'hello');
    const { code, json, stderr } = await runCwm(['search', 'service/tickets', '--limit', '1'], {
      home,
      env,
    });
    expect(code).toBe(0);
    expect(json()).toMatchObject([{ path: '/service/tickets' }]);
    expect(stderr).toMatch(/^Warning: The catalog .* is set aside as /);
  });

  test('is kept when it is set aside', async () => {
    const home = await homeWithCatalog();
    const file = join(home, 'data', 'catalog.db');
    writeFileSync(file, 'hello');
    const { stderr } = await runCwm(['categories'], { home, env });
    const aside = /set aside as (\S+)/.exec(stderr)?.[1] ?? '';
    expect(readFileSync(aside, 'utf8')).toBe('hello');
  });

  test('is warned about once: the next command uses the bundled one in silence', async () => {
    const home = await homeWithCatalog();
    writeFileSync(join(home, 'data', 'catalog.db'), 'hello');
    await runCwm(['categories'], { home, env });
    const { code, stderr } = await runCwm(['categories'], { home, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('catalog info', () => {
  test('shows where the catalog is, what it holds, and that its checks went well', async () => {
    const file = await builtCatalog();
    const { code, json, stderr } = await runCwm(['catalog', 'info'], {
      env: { CWM_CATALOG: file },
    });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(json()).toEqual({
      file,
      version: '2026.4',
      endpoints: 7,
      parameters: 9,
      schemas: 2,
      categories: 3,
      built: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      checks: [
        { name: 'file', ok: true, detail: 'ok' },
        { name: 'content', ok: true, detail: 'matches its SHA-256' },
        { name: 'lookup', ok: true, detail: '/service/things' },
        { name: 'search index', ok: true, detail: '7 of 7 endpoints' },
        {
          name: 'sample search',
          ok: true,
          detail: expect.stringMatching(/^\d+ results for Things$/) as string,
        },
      ],
    });
  });

  test('counts the whole bundled definition', async () => {
    const { json } = await runCwm(['catalog', 'info']);
    expect(json()).toMatchObject({
      version: '2025.1',
      endpoints: 3053,
      schemas: 847,
      categories: 515,
    });
  });

  test('gives the same hash for the same definition', async () => {
    const hash = async () =>
      (
        await runCwm(['catalog', 'info', '--query', 'sha256'], {
          env: { CWM_CATALOG: await builtCatalog() },
        })
      ).stdout;
    expect(await hash()).toBe(await hash());
  });

  test('finds a changed row', async () => {
    const { info, stderr } = await infoOf(
      `UPDATE endpoints SET summary = 'Something else' WHERE id = 100`,
    );
    expect(failed(info)).toEqual(['content']);
    expect(stderr).toContain('The catalog failed its check "content"');
  });

  test('finds that endpoints are missing', async () => {
    const { info } = await infoOf('DELETE FROM endpoints');
    expect(failed(info)).toEqual(['content', 'lookup', 'search index', 'sample search']);
  });

  test.each([
    ['is not readable', `UPDATE search_index SET data = '{'`],
    ['is not there', 'DELETE FROM search_index'],
  ])('finds that the search index %s', async (_what, statement) => {
    const { info } = await infoOf(statement);
    expect(failed(info)).toEqual(['content', 'search index', 'sample search']);
  });

  test('finds that an endpoint is not readable', async () => {
    const { info } = await infoOf(`UPDATE endpoints SET response = '{' WHERE id = 1`);
    expect(failed(info)).toContain('content');
  });

  test('shows a person its checks', async () => {
    const { stdout } = await runCwm(['catalog', 'info'], { tty: true, env: { NO_COLOR: '1' } });
    expect(stdout.split('\n').slice(-7)).toEqual([
      'checks',
      '  ok    file          ok',
      '  ok    content       matches its SHA-256',
      '  ok    lookup        /company/addressFormats',
      '  ok    search index  3053 of 3053 endpoints',
      '  ok    sample search 5 results for AddressFormats',
      '',
    ]);
  });

  async function infoOf(statement: string): Promise<{ info: CatalogInfo; stderr: string }> {
    const { code, json, stderr } = await runCwm(['catalog', 'info'], {
      env: { CWM_CATALOG: damagedCatalog(statement) },
    });
    expect(code).toBe(0);
    return { info: json() as CatalogInfo, stderr };
  }

  function failed({ checks }: CatalogInfo): string[] {
    return checks.filter(({ ok }) => !ok).map(({ name }) => name);
  }
});

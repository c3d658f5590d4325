import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { describeEndpoint, type Description } from '../../src/actions/describe.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { jsonSchema } from '../../src/catalog/json-schema.js';
import type { Endpoint } from '../../src/catalog/model.js';
import { recordShape } from '../../src/catalog/record-shape.js';
import { resolveEndpoint } from '../../src/catalog/resolve.js';
import { skeleton } from '../../src/catalog/skeleton.js';
import { fillTemplate } from '../../src/catalog/template.js';
import { checkCondition } from '../../src/conditions/check/check.js';
import { parseCondition } from '../../src/conditions/parse.js';
import { presentDescription } from '../../src/output/description.js';
import { createStyle } from '../../src/terminal/style.js';
import { isRecord, type JsonRecord } from '../../src/text/records.js';
import { runCwm } from '../support/run-cwm.js';

const operations = 3053;

let catalog: Catalog;
let all: { endpoint: Endpoint; description: Description }[];
beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
  all = catalog
    .all()
    .map((endpoint) => ({ endpoint, description: describeEndpoint(catalog, endpoint) }));
});
afterAll(() => catalog.close());

async function described(...words: string[]): Promise<Description> {
  const { code, json } = await runCwm(['describe', ...words]);
  expect(code).toBe(0);
  return json() as Description;
}

describe('the shape of a description', () => {
  test('is the same for every endpoint', () => {
    const shapes = all.map(({ description }) => Object.keys(description).join());
    expect(shapes).toHaveLength(operations);
    expect([...new Set(shapes)]).toEqual([
      'method,path,operationId,module,category,summary,parameters,body,response,filters,related,examples',
    ]);
  });

  test('has a response of status, list, content type, schema and fields', () => {
    const shapes = all.map(({ description }) => Object.keys(description.response).join());
    expect([...new Set(shapes)]).toEqual(['status,list,contentType,schema,fields']);
  });

  test('has related endpoints of method, path and summary', () => {
    const shapes = all.flatMap(({ description }) =>
      description.related.map((other) => Object.keys(other).join()),
    );
    expect([...new Set(shapes)]).toEqual(['method,path,summary']);
  });

  test('has an example for each shell', () => {
    const shapes = all.map(({ description }) => Object.keys(description.examples).join());
    expect([...new Set(shapes)]).toEqual(['sh,powershell']);
  });

  test('has parameters of name, place, type and whether they are required', () => {
    const faults = all.flatMap(({ description: { method, path, parameters } }) =>
      parameters
        .filter(
          (one) =>
            one.name === '' ||
            !['path', 'query'].includes(one.in) ||
            !['string', 'integer', 'number', 'boolean', 'array', 'object'].includes(one.type) ||
            typeof one.required !== 'boolean',
        )
        .map(({ name }) => `${method} ${path}: ${name}`),
    );
    expect(faults).toEqual([]);
  });

  test('has fields of name, type and whether they are required', () => {
    const faults = all.flatMap(({ description: { method, path, body, response } }) =>
      [...(body?.fields ?? []), ...response.fields]
        .filter(
          ({ name, type, required }) =>
            name === '' ||
            !['string', 'integer', 'number', 'boolean', 'array', 'object', 'any'].includes(type) ||
            typeof required !== 'boolean',
        )
        .map(({ name }) => `${method} ${path}: ${name}`),
    );
    expect(faults).toEqual([]);
  });
});

test('an endpoint without parameters, body and answer is described whole', async () => {
  const { method, path, operationId, module, category, summary, ...rest } = await described(
    'DELETE',
    '/service/tickets/changelogs',
  );
  expect({ method, path, operationId, module, category, summary }).toEqual({
    method: 'DELETE',
    path: '/service/tickets/changelogs',
    operationId: 'deleteServiceTicketsChangelogs',
    module: 'service',
    category: 'TicketChangeLog',
    summary: 'Delete a service ticket change log',
  });
  expect(rest).toMatchObject({
    parameters: [],
    body: null,
    response: { status: 204, list: false, fields: [] },
    related: [
      {
        method: 'GET',
        path: '/service/tickets/changelogs',
        summary: 'List service ticket change logs',
      },
    ],
    examples: {
      sh: 'cwm call DELETE /service/tickets/changelogs',
      powershell: `cwm call DELETE '/service/tickets/changelogs'`,
    },
  });
});

test('an action is described with its path parameter, its body and its answer', async () => {
  const { parameters, body, response } = await described('/service/tickets/123/merge');
  expect(parameters).toEqual([
    { name: 'parentId', in: 'path', type: 'integer', required: true, format: 'int32' },
  ]);
  expect(body).toMatchObject({
    required: true,
    list: false,
    fields: [
      { name: 'mergeTicketIds', type: 'array', items: 'integer', required: true },
      { name: 'status', type: 'object', required: true, fields: ['id', 'name', 'sort'] },
    ],
  });
  expect(response).toMatchObject({
    status: 200,
    list: false,
    fields: [
      { name: 'success', type: 'boolean', required: false },
      { name: 'message', type: 'string', required: false },
    ],
  });
});

test('a list offers the eight parameters of lists', async () => {
  const { parameters, response } = await described('/service/tickets');
  expect(response.list).toBe(true);
  expect(parameters.map(({ name }) => name)).toEqual([
    'conditions',
    'childConditions',
    'customFieldConditions',
    'orderBy',
    'fields',
    'page',
    'pageSize',
    'pageId',
  ]);
});

test('a field that only a PUT requires is required there alone', async () => {
  const required = async (...words: string[]) =>
    (await described(...words)).body?.fields.find(({ name }) => name === 'id')?.required;
  expect(await required('PUT', '/company/companies/1/groups/1')).toBe(true);
  expect(await required('POST', '/company/companies/1/groups')).toBe(false);
});

describe('what a list can be filtered by', () => {
  const lists = () => all.filter(({ description }) => description.filters.length > 0);

  test('is told for lists, their counts and the two searches by POST alone', () => {
    const others = lists().filter(({ endpoint: { method, path, response } }) =>
      method === 'GET'
        ? response.payload?.list !== true && !/\/count\/?$/i.test(path)
        : !/^\/(?:service|project)\/tickets\/search$/.test(path),
    );
    expect(others).toEqual([]);
    expect(lists().length).toBeGreaterThan(1100);
    const silent = all.filter(
      ({ endpoint: { method, response }, description: { filters } }) =>
        method === 'GET' && response.payload?.list === true && filters.length === 0,
    );
    expect(silent.map(({ endpoint }) => endpoint.path)).toEqual([
      '/system/reports/{reportName}/columns',
      '/system/workflows/{parentId}/events/{id}/test',
    ]);
  });

  test('is the same for a list, its count and its search by POST', async () => {
    const { filters } = await described('/service/tickets');
    expect((await described('/service/tickets/count')).filters).toEqual(filters);
    expect((await described('POST', '/service/tickets/search')).filters).toEqual(filters);
  });

  test('are scalars, members of references and of lists, and custom fields', async () => {
    const { filters } = await described('/company/contacts');
    for (const filter of [
      { name: 'id', type: 'integer', example: 'id=1', in: 'conditions' },
      { name: 'company/identifier', type: 'text', example: 'company/identifier="Acme"' },
      { name: 'inactiveFlag', type: 'boolean', example: 'inactiveFlag=false' },
      { name: 'lastUpdated', type: 'date', example: 'lastUpdated>=[2026-01-31T00:00:00Z]' },
      { name: 'gender', type: 'enum', allowed: ['Female', 'Male'], example: 'gender="Female"' },
      { name: 'types/name', in: 'childConditions', example: 'types/name="Example"' },
      { name: 'customFields', in: 'customFieldConditions' },
    ])
      expect(filters).toContainEqual(expect.objectContaining(filter));
    const names = filters.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['dateEntered', 'updatedBy', 'enteredBy']));
    expect(names.filter((name) => ['company', 'types', '_info'].includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has examples that can be sent', () => {
    const faults = all.flatMap(({ endpoint, description: { filters } }) => {
      if (endpoint.method !== 'GET' || endpoint.response.payload?.list !== true) return [];
      const shape = recordShape(catalog, endpoint);
      return filters.flatMap(({ in: place, example }) =>
        checkCondition(place, parseCondition(example), shape).map(
          ({ message }) => `${endpoint.path}: ${example}: ${message}`,
        ),
      );
    });
    expect(faults).toEqual([]);
  });

  test.each([60, 100])(
    'shows a person at %i columns a dozen and how to see the rest',
    async (columns) => {
      const { stdout } = await runCwm(['describe', '/service/tickets'], {
        tty: true,
        columns,
        env: { NO_COLOR: '1' },
      });
      const lines = stdout.split('\n');
      const start = lines.indexOf('Filter by');
      const section = lines.slice(start + 1, lines.indexOf('', start));
      expect(section).toHaveLength(13);
      expect(section.join('\n')).toContain(`--where 'summary contains printer'`);
      expect(section.join('\n')).toContain(`--where 'lastUpdated ge -7d'`);
      expect(section.at(-1)).toMatch(
        /^ {2}All \d+: cwm describe getServiceTickets -o json --query 'filters\[\]\.name'$/,
      );
    },
  );

  test('shows a person only spellings that every shell leaves alone', async () => {
    const style = await createStyle(
      { isTerminal: false, columns: 200, write: () => Promise.resolve() },
      {},
    );
    const words = lists().flatMap(({ description }) =>
      presentDescription(description, style, 200)
        .split('\n')
        .filter((line) => line.includes('--where'))
        .map((line) => /--where ('.*?')(?: {2}|$)/.exec(line)?.[1] ?? line),
    );
    expect(words.filter((word) => !/^'[\w/]+ [a-z!=]+ [\w .-]+'$/.test(word))).toEqual([]);
  });
});

describe('related endpoints', () => {
  test('of a collection are its other operations, the record and what lies below', async () => {
    const { related } = await described('GET', '/service/tickets/1/notes');
    const named = related.map(({ method, path }) => `${method} ${path}`);
    expect(named).toContain('POST /service/tickets/{parentId}/notes');
    expect(named).toContain('GET /service/tickets/{parentId}/notes/{id}');
    expect(named).toContain('GET /service/tickets/{parentId}/notes/count');
  });

  test('of a count are the collection that it counts', async () => {
    const { related } = await described('/service/tickets/count');
    expect(related.map(({ method, path }) => `${method} ${path}`)).toContain(
      'GET /service/tickets',
    );
  });

  test('never are the endpoint itself', () => {
    const faults = all.filter(({ description: { method, path, related } }) =>
      related.some((other) => other.method === method && other.path === path),
    );
    expect(faults).toEqual([]);
  });
});

describe('every operation is found', () => {
  /** `METHOD /path` of each endpoint that does not resolve to itself. */
  const strays = (find: (endpoint: Endpoint) => Endpoint): string[] =>
    all.flatMap(({ endpoint }) => {
      const name = `${endpoint.method} ${endpoint.path}`;
      try {
        const found = find(endpoint);
        return found.id === endpoint.id ? [] : [`${name} is ${found.method} ${found.path}`];
      } catch (error) {
        return [`${name}: ${String(error)}`];
      }
    });

  test('by method and template', () => {
    expect(strays(({ path, method }) => resolveEndpoint(catalog, path, method).endpoint)).toEqual(
      [],
    );
  });

  test('by operationId', () => {
    expect(strays(({ operationId }) => resolveEndpoint(catalog, operationId).endpoint)).toEqual([]);
  });

  test('by a concrete path', () => {
    expect(
      strays((endpoint) => resolveEndpoint(catalog, concrete(endpoint), endpoint.method).endpoint),
    ).toEqual([]);
  });

  test('by a path in another case with another end', () => {
    const other = ({ path }: Endpoint) =>
      fillTemplate(path.endsWith('/') ? path.slice(0, -1) : `${path}/`, () => '1').toUpperCase();
    const found = strays((endpoint) => {
      return resolveEndpoint(catalog, other(endpoint), endpoint.method).endpoint;
    });
    // Two templates of members differ in what fills them, and a number is the id.
    expect(found.filter((one) => !one.includes('memberIdentifier'))).toEqual([]);
  });

  /** The path as a user writes it: 1 for a number, a word for text. */
  function concrete(endpoint: Endpoint): string {
    const parameters = catalog.parameters(endpoint);
    return fillTemplate(endpoint.path, (name) =>
      parameters.find((one) => one.in === 'path' && one.name === name)?.type === 'integer'
        ? '1'
        : 'text',
    );
  }
});

describe('a path leads to its endpoint', () => {
  test.each([
    ['/service/tickets/123/notes', 'GET', '/service/tickets/{parentId}/notes'],
    ['service/tickets/123/notes', 'GET', '/service/tickets/{parentId}/notes'],
    ['/SERVICE/Tickets/123/NOTES', 'GET', '/service/tickets/{parentId}/notes'],
    ['/service/tickets/123/notes/', 'GET', '/service/tickets/{parentId}/notes'],
    ['/service/tickets/123/notes/45', 'GET', '/service/tickets/{parentId}/notes/{id}'],
    ['/service/tickets/{ticketId}/notes', 'GET', '/service/tickets/{parentId}/notes'],
    ['/service/tickets?pageSize=5', 'GET', '/service/tickets'],
    ['/v4_6_release/apis/3.0/service/tickets/1', 'GET', '/service/tickets/{id}'],
    ['C:/Program Files/Git/service/tickets', 'GET', '/service/tickets'],
    ['getservicetickets', 'GET', '/service/tickets'],
  ])('%s', async (target, method, path) => {
    expect(await described(target)).toMatchObject({ method, path });
  });
});

describe('a static segment wins over a placeholder', () => {
  test.each([
    '/service/tickets/count',
    '/service/tickets/info',
    '/service/tickets/info/count',
    '/company/companies/default',
    '/company/companies/types/count',
    '/finance/agreements/types/info/count',
    '/system/members/types',
  ])('%s', async (path) => {
    expect(await described(path)).toMatchObject({ method: 'GET', path });
  });
});

test('a member is found by identifier as well as by id', async () => {
  const byName = await described('/system/members/jdoe');
  const byId = await described('/system/members/12');
  expect([byName.path, byId.path]).toEqual([
    '/system/members/{memberIdentifier:regex(^(types. |(',
    '/system/members/{id}',
  ]);
});

test('without a method the first that the path has is described', async () => {
  expect(await described('/service/tickets/1/merge')).toMatchObject({ method: 'POST' });
});

test.each([
  ['GET', '/system/allowedfiletypes/'],
  ['POST', '/system/AllowedFileTypes/'],
])('a path whose methods are spelt in two ways has them all: %s', async (method, path) => {
  expect(await described(method, '/system/allowedFileTypes')).toMatchObject({ method, path });
});

describe('what does not exist is not found', () => {
  test.each([
    [['/service/tikets'], '/service/tickets'],
    [['getServiceTicketz'], 'getServiceTickets'],
    [['DELETE', '/service/tickets'], 'It has GET and POST.'],
    [['/service/xyzzyqwvxyzzyqwv'], 'cwm search service xyzzyqwvxyzzyqwv'],
  ])('%j: %s', async (words, hint) => {
    const { code, stdout, error } = await runCwm(['describe', ...words]);
    expect(code).toBe(5);
    expect(stdout).toBe('');
    expect(error()).toMatchObject({ code: 'not_found', exit: 5 });
    expect(error().hint).toContain(hint);
  });
});

describe('what is no endpoint at all is refused', () => {
  test.each([
    [[]],
    [['GET']],
    [['DELETE', 'getServiceTickets']],
    [['/service/tickets', 'extra']],
    [['/service//notes']],
    [['https://example.com/service/tickets']],
    [['/service/../tickets']],
  ])('%j', async (words) => {
    const { code, stdout, error } = await runCwm(['describe', ...words]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(error()).toMatchObject({ code: 'usage', exit: 2 });
  });
});

describe('--skeleton', () => {
  test('is a body of what is required', async () => {
    const { code, json } = await runCwm(['describe', 'POST', '/service/tickets', '--skeleton']);
    expect(code).toBe(0);
    expect(json()).toEqual({ summary: 'Example summary', company: { id: 1 } });
  });

  test('of a PATCH is an array of operations', async () => {
    const { json } = await runCwm(['describe', 'PATCH', '/service/tickets/1', '--skeleton']);
    expect(json()).toEqual([{ op: 'replace', path: 'summary', value: 'Example summary' }]);
  });

  test('of an endpoint without a body is refused', async () => {
    const { code, stdout, error } = await runCwm(['describe', '/service/tickets', '--skeleton']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(error().message).toBe('GET /service/tickets has no body.');
  });

  test('holds to the schema of every body', () => {
    const bodies = all.flatMap(({ endpoint }) => {
      const value = skeleton(catalog, endpoint);
      return value === undefined ? [] : [{ endpoint, value }];
    });
    expect(bodies.length).toBeGreaterThan(900);
    const faults = bodies.flatMap(({ endpoint, value }) => {
      const schema = jsonSchema(catalog, endpoint) ?? {};
      return faultsIn(value, schema, schema).map(
        (fault) => `${endpoint.method} ${endpoint.path}: ${fault}`,
      );
    });
    expect(faults).toEqual([]);
  });
});

describe('--schema', () => {
  test('is the JSON Schema of the body', async () => {
    const { json } = await runCwm(['describe', 'POST', '/service/tickets/1/merge', '--schema']);
    expect(json()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'POST /service/tickets/{parentId}/merge',
      $ref: '#/$defs/TicketMerge',
      $defs: {
        TicketMerge: {
          type: 'object',
          required: ['mergeTicketIds', 'status'],
          properties: {
            mergeTicketIds: { type: 'array' },
            status: { $ref: '#/$defs/ServiceStatusReference' },
          },
        },
        ServiceStatusReference: { type: 'object' },
      },
    });
  });

  test('is that of the answer where there is no body', async () => {
    const { json } = await runCwm(['describe', '/service/tickets/count', '--schema']);
    expect(json()).toMatchObject({
      title: 'GET /service/tickets/count',
      $ref: '#/$defs/Count',
      $defs: { Count: { type: 'object', properties: { count: { type: 'integer' } } } },
    });
  });

  test('of an endpoint that neither takes nor answers anything is refused', async () => {
    const { code, error } = await runCwm(['describe', 'DELETE', '/service/tickets/1', '--schema']);
    expect(code).toBe(2);
    expect(error().message).toBe('DELETE /service/tickets/{id} has no body or JSON answer.');
  });

  test('of a PUT requires what an update requires', async () => {
    const { json } = await runCwm(['describe', 'PUT', '/company/companies/1/groups/1', '--schema']);
    expect(json()).toMatchObject({ $defs: { CompanyGroup: { required: ['id', 'group'] } } });
  });

  test('has every definition that it refers to', () => {
    const faults = all.flatMap(({ endpoint }) => {
      const schema = jsonSchema(catalog, endpoint);
      if (schema === undefined) return [];
      const defined = isRecord(schema['$defs']) ? schema['$defs'] : {};
      return references(schema)
        .filter((name) => !isRecord(defined[name]))
        .map((name) => `${endpoint.method} ${endpoint.path}: ${name}`);
    });
    expect(faults).toEqual([]);
  });
});

describe('PowerShell examples', () => {
  test('have no double quote, brace, @, &, > or %', () => {
    expect(powershell().filter((line) => /["{}@&>%]/.test(line))).toEqual([]);
  });

  test('have all but plain words in single quotes', () => {
    const bare = powershell().filter((line) => {
      return !/^[\w\s|-]+$/.test(line.replaceAll(/'[^']*'/g, ' '));
    });
    expect(bare).toEqual([]);
  });

  test('have spaces around operators', () => {
    const tight = powershell().filter((line) => /(?:[^ ]=|=[^ ])/.test(line));
    expect(tight.slice(0, 10)).toEqual([]);
  });

  function powershell(): string[] {
    const lines = all.map(({ description }) => description.examples.powershell);
    expect(lines).toHaveLength(operations);
    return lines;
  }
});

describe('examples run', () => {
  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('of %s in sh', async (method) => {
    const lines = sample(method).map(({ examples }) => examples.sh);
    expect(await failures(lines, splitSh)).toEqual([]);
  });

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('of %s in PowerShell', async (method) => {
    const lines = sample(method)
      .map(({ examples }) => examples.powershell)
      .filter((line) => !line.includes(' | '));
    expect(await failures(lines, splitPowershell)).toEqual([]);
  });

  test('where a PowerShell example pipes a skeleton into the call', async () => {
    const lines = all
      .map(({ description }) => description.examples.powershell)
      .filter((line) => line.includes(' | '));
    expect(lines.length).toBeGreaterThan(10);
    const faults: string[] = [];
    for (const line of spread(lines, 12)) {
      const [first = '', second = ''] = line.split(' | ');
      const { code, stdout } = await runCwm(splitPowershell(first).slice(1));
      const piped = await runCwm([...splitPowershell(second).slice(1), '--dry-run'], {
        stdin: stdout,
      });
      if (code !== 0 || piped.code !== 0) faults.push(`${line}\n${piped.stderr}`);
    }
    expect(faults).toEqual([]);
  });

  test('for endpoints whose templates are broken', async () => {
    const lines = all
      .filter(({ endpoint }) => /[^/]\{|:/.test(endpoint.path))
      .map(({ description }) => description.examples.sh);
    expect(lines).toHaveLength(4);
    expect(await failures(lines, splitSh)).toEqual([]);
  });

  test.each(['POST', 'PUT', 'PATCH'])('and send the same %s from both shells', async (method) => {
    const pairs = sample(method).filter(({ examples }) => !examples.powershell.includes(' | '));
    expect(pairs.length).toBeGreaterThan(3);
    for (const { examples } of pairs) {
      const sh = await runCwm([...splitSh(examples.sh).slice(1), '--dry-run']);
      const powershell = await runCwm([
        ...splitPowershell(examples.powershell).slice(1),
        '--dry-run',
      ]);
      expect(powershell.json()).toEqual(sh.json());
    }
  });

  async function failures(
    lines: readonly string[],
    split: (line: string) => string[],
  ): Promise<string[]> {
    expect(lines.length).toBeGreaterThan(3);
    const faults: string[] = [];
    for (const line of lines) {
      const { code, stderr } = await runCwm([...split(line).slice(1), '--dry-run']);
      if (code !== 0) faults.push(`${line}\n${stderr}`);
    }
    return faults;
  }

  function sample(method: string): Description[] {
    return spread(
      all.map(({ description }) => description).filter((one) => one.method === method),
      13,
    );
  }
});

/** So many of the items, from beginning to end. */
function spread<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(items.length / count));
  return items.filter((_item, index) => index % step === 0);
}

/** The words of a line as a POSIX shell splits it: blanks, single quotes, and a backslash outside them. */
function splitSh(line: string): string[] {
  return (line.match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? []).map((word) =>
    word.replaceAll(/'([^']*)'|\\(.)/g, (_part, quoted?: string, escaped?: string) => {
      return quoted ?? escaped ?? '';
    }),
  );
}

/** The words of a line as PowerShell splits it: two single quotes inside single quotes are one. */
function splitPowershell(line: string): string[] {
  return (line.match(/(?:'(?:[^']|'')*'|[^\s'])+/g) ?? []).map((word) =>
    word.replaceAll(/'((?:[^']|'')*)'/g, (_part, quoted: string) => quoted.replaceAll("''", "'")),
  );
}

/** Where a value breaks a JSON Schema, as far as the schemas of a definition go. */
function faultsIn(value: unknown, schema: JsonRecord, root: JsonRecord, at = '$'): string[] {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const target = isRecord(root['$defs'])
      ? root['$defs'][reference.replace('#/$defs/', '')]
      : undefined;
    return isRecord(target)
      ? faultsIn(value, target, root, at)
      : [`${at} refers to ${reference}, which is not there`];
  }
  return [
    ...typeFaults(value, schema, at),
    ...textFaults(value, schema, at),
    ...memberFaults(value, schema, root, at),
    ...recordsIn(schema['allOf']).flatMap((part) => faultsIn(value, part, root, at)),
  ];
}

function typeFaults(value: unknown, schema: JsonRecord, at: string): string[] {
  if (schema['type'] === undefined) return [];
  const types: unknown[] = [schema['type']].flat();
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const isRight = types.includes(type) || (types.includes('integer') && Number.isInteger(value));
  return isRight ? [] : [`${at} is ${type}, not ${types.join(' or ')}`];
}

function textFaults(
  value: unknown,
  { enum: allowed, maxLength }: JsonRecord,
  at: string,
): string[] {
  const faults: string[] = [];
  if (Array.isArray(allowed) && !allowed.includes(value))
    faults.push(`${at} is not a listed value`);
  if (typeof value === 'string' && typeof maxLength === 'number' && value.length > maxLength)
    faults.push(`${at} is longer than ${maxLength}`);
  return faults;
}

function memberFaults(value: unknown, schema: JsonRecord, root: JsonRecord, at: string): string[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!isRecord(items)) return [];
    return value.flatMap((item, index) => faultsIn(item, items, root, `${at}[${index}]`));
  }
  if (!isRecord(value)) return [];
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const missing = required.filter((name) => !(name in value));
  const { properties } = schema;
  const inner = isRecord(properties)
    ? Object.entries(value).flatMap(([name, member]) => {
        const property = properties[name];
        return isRecord(property)
          ? faultsIn(member, property, root, `${at}.${name}`)
          : [`${at}.${name} is not a property`];
      })
    : [];
  return [...missing.map((name) => `${at}.${name} is missing`), ...inner];
}

/** Names of all definitions that a schema refers to, at any depth. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isRecord(value)) return [];
  const own = typeof value['$ref'] === 'string' ? [value['$ref'].replace('#/$defs/', '')] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

function recordsIn(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

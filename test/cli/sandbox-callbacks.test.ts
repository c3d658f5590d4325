import { createHash, createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAbout } from '../../src/sandbox/callbacks.js';
import { onThisMachine, type Wait } from '../../src/sandbox/deliveries.js';
import { sandboxHttp, type SandboxHttp } from '../support/sandbox-http.js';

interface Delivery {
  path: string;
  signature: string | undefined;
  raw: string;
  body: Record<string, unknown>;
}

let http: SandboxHttp;
let receiver: Server;
let url: string;
/** Statuses of the next answers; 200 after them. */
let answers: number[];
let waits: number[];
let received: Delivery[];
/** Called with each delivery. */
let onDelivery: (delivery: Delivery) => void;
let wait: Wait;

beforeEach(async () => {
  [answers, waits, received, onDelivery] = [[], [], [], () => undefined];
  wait = (milliseconds) => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const delivery = {
        path: request.url ?? '',
        signature: request.headers['x-content-signature'] as string | undefined,
        raw,
        body: JSON.parse(raw) as Record<string, unknown>,
      };
      received.push(delivery);
      response.writeHead(answers.shift() ?? 200, { location: 'https://elsewhere.example/' }).end();
      onDelivery(delivery);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?recordId=`;
  http = await sandboxHttp({ wait: (...call) => wait(...call) });
});

afterEach(async () => {
  await http.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

/** The next deliveries, as many as are awaited. */
function next(count: number): Promise<Delivery[]> {
  return new Promise((resolve) => {
    const look = () => {
      if (received.length >= count) resolve(received.splice(0));
    };
    onDelivery = look;
    look();
  });
}

const register = (more: Record<string, unknown> = {}) =>
  http.send('POST', '/system/callbacks', {
    ...{ url, objectId: 1, type: 'ticket', level: 'owner' },
    ...more,
  });

const newTicket = (more: Record<string, unknown> = {}) =>
  http.send('POST', '/service/tickets', { summary: 'Ring', company: { id: 1 }, ...more });

describe('registering', () => {
  test('fills in what is left out, and takes owner level 0 for 1', async () => {
    const { status, json } = await register({ objectId: 0 });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      objectId: 1,
      memberId: 1,
      payloadVersion: '3.0.0',
      inactiveFlag: false,
    });
    expect(json['connectWiseID']).toMatch(/^[\da-f-]{36}$/);
  });

  test('refuses a bad address, a level that the type does not have, and a twin', async () => {
    const faults = async (more: Record<string, unknown>) =>
      ((await register(more)).json['errors'] as { code: string; field: string }[]).map(
        ({ code, field }) => `${code} ${field}`,
      );
    expect(await faults({ url: 'nowhere', level: 'territory' })).toEqual([
      'InvalidField url',
      'InvalidObject level',
    ]);
    expect(await faults({ type: 'teapot' })).toEqual(['InvalidObject type']);
    await register();
    expect(await faults({})).toEqual(['ObjectExists objectId']);
  });
});

describe('delivery', () => {
  test('tells of a ticket that is added, updated and deleted, signed', async () => {
    const callback = await register();
    const { json: ticket } = await newTicket();
    const [added] = await next(1);
    const id = ticket['id'] as number;
    expect(added?.path).toBe(`/hook?recordId=${id}&action=added`);
    expect(added?.body).toMatchObject({
      Action: 'added',
      ID: id,
      Type: 'ticket',
      CompanyId: 'sandbox',
      MemberId: 'jdoe',
      CallbackObjectRecId: callback.json['id'],
    });
    const entity = added?.body['Entity'];
    expect(typeof entity).toBe('string');
    expect(JSON.parse(String(entity))).toMatchObject({ id, summary: 'Ring' });
    expect(entity).toContain(`"${http.base}/service/boards/`);

    const { key_url } = added?.body['Metadata'] as Record<string, string>;
    const { signing_key } = (await (await fetch(key_url ?? '')).json()) as Record<string, string>;
    const secret = createHash('sha256')
      .update(signing_key ?? '')
      .digest();
    expect(added?.signature).toBe(
      createHmac('sha256', secret)
        .update(added?.raw ?? '')
        .digest('base64'),
    );

    const path = `/service/tickets/${id}`;
    await http.send('PATCH', path, [{ op: 'replace', path: 'summary', value: 'Ring ring' }]);
    const [updated] = await next(1);
    expect(updated?.body).toMatchObject({ Action: 'updated', ID: id });
    await http.send('DELETE', path);
    const [deleted] = await next(1);
    expect(deleted?.body).toMatchObject({ Action: 'deleted', ID: id, Entity: null });
  });

  test('is for what the level names, and for what was written alone', async () => {
    await register({ level: 'board', objectId: 2 });
    await newTicket({ board: { id: 1 } });
    await newTicket({ summary: '' });
    await newTicket({ board: { id: 2 }, skipCallback: true });
    await newTicket({ board: { id: 2 }, summary: 'On the second board' });
    const deliveries = await next(1);
    expect(deliveries.map(({ body }) => JSON.parse(String(body['Entity'])) as unknown)).toEqual([
      expect.objectContaining({ summary: 'On the second board' }),
    ]);
  });

  test('an action tells of each ticket that it changes', async () => {
    await register();
    await http.send('POST', '/service/tickets/1/merge', {
      mergeTicketIds: [2, 3],
      status: { name: 'Closed' },
    });
    // The status must be one of the target's board, whichever that is.
    const deliveries = await next(3);
    expect(deliveries.map(({ body }) => body['ID']).sort()).toEqual([1, 2, 3]);
  });

  test.each([404, 409, 419, 429])('is tried again twice after %s', async (status) => {
    answers = [status, status, status];
    await register();
    await newTicket();
    expect((await next(3)).map(({ body }) => body['Action'])).toEqual(['added', 'added', 'added']);
    expect(waits).toEqual([2000, 4000]);
  });

  test.each([500, 302])('is not tried again after %s', async (status) => {
    answers = [status];
    await register();
    await newTicket();
    await next(1);
    await newTicket();
    await next(1);
    expect(waits).toEqual([]);
  });

  test('ends with the sandbox: a try that waits is given up', async () => {
    answers = [404];
    let waiting: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (waiting = resolve));
    wait = (_milliseconds, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('closed')));
        waiting();
      });
    await register();
    await newTicket();
    await begun;
    await http.close();
    expect(received).toHaveLength(1);
    http = await sandboxHttp();
  });
});

test.each([
  [{ type: 'ticket', level: 'status', objectId: 4 }, { status: { id: 4 } }, true],
  [{ type: 'ticket', level: 'status', objectId: 4 }, { status: { id: 5 } }, false],
  [{ type: 'ticket', level: 'ticket', objectId: 7 }, {}, true],
  [{ type: 'ticket', level: 'ticket', objectId: 8 }, {}, false],
  [{ type: 'company', level: 'owner', objectId: 1 }, {}, false],
  [{ type: 'ticket', level: 'owner', objectId: 1, inactiveFlag: true }, {}, false],
])('%j of a ticket %j: %s', (callback, record, expected) => {
  const change = { id: 7, parent: null, before: undefined, after: record };
  expect(isAbout(callback, { ...change, collection: '/service/tickets' })).toBe(expected);
});

test.each([
  ['http://127.0.0.1:80/?id=1', true],
  ['https://localhost/?id=1', true],
  ['http://[::1]:8080/1', true],
  ['http://hooks.example/?id=1', false],
  ['http://127.0.0.1.nip.example/1', false],
  ['http://127.0.0.1@hooks.example/1', false],
  // Without a path the id becomes part of the host.
  ['http://127.0.0.17&action=added', false],
  ['http://10.0.0.1/1', false],
  ['file:///etc/hosts', false],
  ['nowhere', false],
])('%s is an address of this machine: %s', (address, expected) => {
  expect(onThisMachine(address) !== undefined).toBe(expected);
});

test('a company is told of by any of its types', () => {
  const change = {
    id: 7,
    parent: null,
    before: undefined,
    after: { types: [{ id: 1 }, { id: 3 }] },
  };
  const callback = { type: 'company', level: 'type', objectId: 3 };
  expect(isAbout(callback, { ...change, collection: '/company/companies' })).toBe(true);
});

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';
import { serveSandbox } from '../support/served-sandbox.js';

const ticket = (summary: string) => ({
  method: 'POST',
  body: JSON.stringify({ summary, company: { identifier: 'ACME' } }),
});

describe('sandbox serve', () => {
  test('shows everything that another client needs, and lines for two shells', async () => {
    const { address } = await serveSandbox();
    const { url, sh, powershell, ...keys } = address;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(keys).toEqual({
      api: `${url}/v4_6_release/apis/3.0`,
      company: 'sandbox',
      publicKey: 'sandbox-public',
      privateKey: 'sandbox-private',
      clientId: '00000000-0000-4000-8000-000000000000',
    });
    expect(sh).toContain(`export CONNECTWISE_API_URL='${keys.api}'`);
    expect(sh).toContain(`export CONNECTWISE_AUTH_PREFIX='sandbox+'`);
    expect(powershell).toContain(`$env:CONNECTWISE_API_URL = '${keys.api}'`);
  });

  test('the lines point cwm at it, and what is written there the profile sandbox reads', async () => {
    const { address, home } = await serveSandbox();
    const env = Object.fromEntries(
      address.sh.map((line) => /^export (\w+)='(.*)'$/.exec(line)?.slice(1) ?? []),
    ) as Record<string, string>;
    const created = await runCwm(
      [
        'call',
        'POST',
        '/service/tickets',
        '--set',
        'summary=From outside',
        '--set',
        'company=ACME',
        '--yes',
      ],
      { env },
    );
    const { id } = created.json() as { id: number };
    const read = await runCwm(['call', `/service/tickets/${id}`, '--profile', 'sandbox'], { home });
    expect(read.json()).toMatchObject({ id, summary: 'From outside' });
  });

  test('the company stands for the client id, as the Python gateway sends it', async () => {
    const { address } = await serveSandbox();
    const headers = {
      authorization: `Basic ${Buffer.from('sandbox+sandbox-public:sandbox-private').toString('base64')}`,
      clientId: 'sandbox',
    };
    expect((await fetch(`${address.api}/service/tickets/count`, { headers })).status).toBe(200);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it with %i, and its port is free again', async (signal, exit) => {
    const { address, stop } = await serveSandbox();
    const { code, error } = await stop(signal);
    expect({ code, exit: error().exit }).toEqual({ code: exit, exit });
    await expect(fetch(address.url)).rejects.toThrow();
    const { port } = new URL(address.url);
    await serveSandbox(['--port', port]);
  });

  test('an answer under way is finished before it ends', async () => {
    const { send, stop } = await serveSandbox(['--slow-body', '200']);
    const response = await send('/service/tickets');
    const stopped = stop();
    expect(await response.json()).toHaveLength(25);
    expect((await stopped).code).toBe(130);
  });

  test('a busy port is told, with what to do', async () => {
    const { address } = await serveSandbox();
    const { port } = new URL(address.url);
    const { code, error } = await runCwm(['sandbox', 'serve', '--port', port]);
    expect(code).toBe(1);
    expect(error().message).toBe(`Port ${port} of 127.0.0.1 is in use.`);
    expect(error().hint).toContain('cwm sandbox serve --port 0');
  });

  test.each([
    [['--host', '192.0.2.1'], 'is no address of this machine'],
    [['--fail', '418=0.1'], '--fail cannot be "418=0.1"'],
    [['--switch', 'clientid=402'], 'The switch clientId cannot be "402"'],
    [['--switch', 'client=400'], 'There is no switch "client"'],
    [['--port', '70000'], 'port cannot be 70000'],
  ])('%j is refused', async (flags, message) => {
    const { code, error } = await runCwm(['sandbox', 'serve', ...flags]);
    expect(code).toBe(2);
    expect(error().message).toContain(message);
  });

  test('beyond this machine it warns', async () => {
    const { stop } = await serveSandbox(['--host', '0.0.0.0']);
    expect((await stop()).stderr).toContain('Warning: Everybody who reaches 0.0.0.0');
  });

  test('--log writes a line for each request, without its query', async () => {
    const { send, address, stop } = await serveSandbox(['--log', '--drop', '0']);
    await (await send('/service/tickets?conditions=summary contains "secret"&pageSize=1')).text();
    await (await fetch(`${address.url}/elsewhere`)).text();
    const { stderr } = await stop();
    expect(stderr).toMatch(/^GET \/service\/tickets 200 \d+ ms\nGET \/elsewhere 400 \d+ ms\n/);
    expect(stderr).not.toMatch(/secret|private/);
  });
});

describe('sandbox serve --tls', () => {
  test('answers https under a certificate that clients can trust, kept with its key for this user alone', async () => {
    const home = temporaryFolder();
    const { address, stop } = await serveSandbox(['--tls'], home);
    expect(address.url).toMatch(/^https:/);
    const file = address.certificate ?? '';
    const links = await linkOf(address.api.replace('127.0.0.1', 'localhost'), readFileSync(file));
    expect(links).toContain('<https://localhost:');
    const key = join(home, 'data', 'sandbox-tls', 'key.pem');
    expect(statSync(key).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain('PRIVATE');
    await expect(linkOf(address.api, undefined)).rejects.toThrow(/self.signed/);
    await stop();
    const before = readFileSync(file, 'utf8');
    await serveSandbox(['--tls'], home);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('a certificate that has gone bad is made anew', async () => {
    const home = temporaryFolder();
    const first = await serveSandbox(['--tls'], home);
    await first.stop();
    const file = first.address.certificate ?? '';
    writeFileSync(file, 'nothing');
    await serveSandbox(['--tls'], home);
    expect(readFileSync(file, 'utf8')).toContain('BEGIN CERTIFICATE');
  });
});

describe('faults', () => {
  test('429 comes with the time to wait, and cwm waits', async () => {
    const { address, home } = await serveSandbox(['--throttle', '1/min']);
    const env = environment(address);
    expect((await runCwm(['call', '/service/tickets/count'], { env, home })).code).toBe(0);
    const { waits, error } = await runCwm(['call', '/service/tickets/count'], { env, home });
    expect(waits[0]).toBeGreaterThan(58_000);
    expect(error()).toMatchObject({ status: 429, code: 'unavailable' });
  });

  test('wrong keys are refused before anything fails', async () => {
    const { address } = await serveSandbox(['--fail', '503=1']);
    expect((await fetch(`${address.api}/service/tickets`)).status).toBe(401);
  });

  test('a gateway answers HTML', async () => {
    const { send } = await serveSandbox(['--fail', '503=1']);
    const response = await send('/service/tickets');
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  test('of the connections that are cut some were so after the work was done', async () => {
    const { send, stop, home } = await serveSandbox(['--drop', '1']);
    const before = await ticketCount(home);
    for (let index = 0; index < 10; index++)
      await expect(send('/service/tickets', ticket(`Cut ${index}`))).rejects.toThrow();
    await stop();
    const added = (await ticketCount(home)) - before;
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(10);
  });

  test('cwm does not know what became of a write whose connection was cut', async () => {
    const { address, home } = await serveSandbox(['--drop', '1']);
    const { code, error } = await runCwm(['call', 'DELETE', '/service/tickets/1', '--yes'], {
      env: environment(address),
      home,
    });
    expect(code).toBe(9);
    expect(error().check).toBe('cwm call GET /service/tickets/1');
  });

  test('a body that ends early is shorter than was announced', async () => {
    const { address } = await serveSandbox(['--truncate', '1']);
    const { announced, received } = await raw(address.api, '/service/tickets');
    expect(received).toBe(Math.floor(announced / 2));
  });

  test('a body that trickles arrives whole', async () => {
    const { send } = await serveSandbox(['--slow-body', '60']);
    const start = performance.now();
    expect(await (await send('/service/tickets')).json()).toHaveLength(25);
    expect(performance.now() - start).toBeGreaterThan(50);
  });

  test('latency comes before each answer', async () => {
    const { send } = await serveSandbox(['--latency', '40-60']);
    const start = performance.now();
    await (await send('/service/tickets/count')).text();
    expect(performance.now() - start).toBeGreaterThan(38);
  });
});

describe('sandbox reset', () => {
  test('forgets what was written, also for who has it open', async () => {
    const { send, home } = await serveSandbox();
    const { id } = (await (await send('/service/tickets', ticket('Short-lived'))).json()) as {
      id: number;
    };
    expect((await runCwm(['sandbox', 'reset', '--yes'], { home })).code).toBe(0);
    expect((await send(`/service/tickets/${id}`)).status).toBe(404);
    expect(await (await send('/service/tickets/count')).json()).toEqual({ count: 2000 });
  });

  test('makes so many tickets for a seed, at a time that goes on', async () => {
    const home = temporaryFolder();
    const now = new Date('2026-11-22T12:00:00Z');
    const reset = ['sandbox', 'reset', '--tickets', '7', '--seed', '5', '--yes'];
    await runCwm([...reset, '--clock', '2030-05-06T08:00:00Z'], { home, now });
    const later = new Date(now.getTime() + 3_600_000);
    expect((await runCwm(['sandbox', 'status'], { home, now: later })).json()).toMatchObject({
      epoch: '2030-05-06T08:00:00Z',
      clock: '2030-05-06T09:00:00Z',
      seed: 5,
      tickets: 7,
    });
    const created = await runCwm(
      [
        'call',
        'POST',
        '/service/tickets',
        '--set',
        'summary=Later',
        '--set',
        'company=ACME',
        '--yes',
        '--profile',
        'sandbox',
      ],
      { home, now: later },
    );
    expect(created.json()).toMatchObject({ id: 8, _info: { dateEntered: '2030-05-06T09:00:00Z' } });
  });

  test('asks first, and refuses where nobody can be asked', async () => {
    const home = temporaryFolder();
    await ticketCount(home);
    const asked = await runCwm(['sandbox', 'reset'], { home, tty: true, answers: [false] });
    expect(asked).toMatchObject({ code: 8, questions: ['Reset it?'] });
    expect(asked.stderr).toMatch(/Forget \d+ records of \d+ collections of the sandbox/);
    const silent = await runCwm(['sandbox', 'reset'], { home });
    expect(silent.code).toBe(8);
    expect(silent.error().hint).toBe('Add --yes to do it.');
  });

  test('makes a new file where the old one is damaged', async () => {
    const home = temporaryFolder();
    await ticketCount(home);
    const file = join(home, 'data', 'sandbox.db');
    for (const part of ['-wal', '-shm']) writeFileSync(`${file}${part}`, '');
    writeFileSync(file, 'This is no database. '.repeat(300));
    const refused = await runCwm(['call', '/service/tickets', '--profile', 'sandbox'], { home });
    expect(refused.code).toBe(1);
    expect(refused.error().hint).toBe('Begin anew: cwm sandbox reset');
    expect((await runCwm(['sandbox', 'reset', '--yes'], { home })).code).toBe(0);
    expect(await ticketCount(home)).toBe(2000);
  });
});

describe('sandbox status', () => {
  test('says that there is nothing yet, and makes nothing', async () => {
    const home = temporaryFolder();
    const { code, json } = await runCwm(['sandbox', 'status'], { home });
    expect(code).toBe(0);
    const file = join(home, 'data', 'sandbox.db');
    expect(json()).toEqual({ file, size: null, records: 0, collections: [], servers: [] });
    expect(existsSync(file)).toBe(false);
  });

  test('counts the records that were made, and names who serves them', async () => {
    const { send, home, address, stop } = await serveSandbox();
    await (await send('/service/boards')).text();
    const status = async () => (await runCwm(['sandbox', 'status'], { home })).json();
    expect(await status()).toMatchObject({
      seed: 1,
      tickets: 2000,
      collections: expect.arrayContaining([
        { collection: '/service/boards', records: 5 },
      ]) as unknown[],
      servers: [{ url: address.url }],
    });
    await stop();
    expect(await status()).toMatchObject({ servers: [] });
  });

  test('has no tickets after a look at their first page, and all of them after a look at some', async () => {
    const home = temporaryFolder();
    const call = (...argv: string[]) =>
      runCwm(['call', '/service/tickets', ...argv, '--profile', 'sandbox'], { home });
    const tickets = async () => {
      const { collections } = (await runCwm(['sandbox', 'status'], { home })).json() as {
        collections: { collection: string; records: number }[];
      };
      return collections.find(({ collection }) => collection === '/service/tickets')?.records;
    };
    const first = (await call('--query', '[].[id,summary]')).json();
    expect(first).toHaveLength(25);
    expect(await tickets()).toBeUndefined();
    expect((await call('--where', 'id < 26', '--query', '[].[id,summary]')).json()).toEqual(first);
    expect(await tickets()).toBe(2000);
    expect((await call('--query', '[].[id,summary]')).json()).toEqual(first);
  });

  test('the note of a server that was killed counts for nothing', async () => {
    const { home, address, stop } = await serveSandbox();
    const note = join(home, 'data', 'sandbox-servers', `${new URL(address.url).port}.json`);
    const text = readFileSync(note);
    await stop();
    writeFileSync(note, text);
    expect((await runCwm(['sandbox', 'status'], { home })).json()).toMatchObject({ servers: [] });
  });

  test('a person reads it line by line', async () => {
    const home = temporaryFolder();
    await runCwm(['call', '/service/tickets', '--all', '--profile', 'sandbox'], { home });
    const { stdout } = await runCwm(['sandbox', 'status', '-o', 'table'], { home });
    expect(stdout).toMatch(/^served +by nobody$/m);
    expect(stdout).toMatch(/^ {2}\/service\/tickets +2000$/m);
  });
});

function environment({ api }: { api: string }): Record<string, string> {
  return {
    CONNECTWISE_API_URL: api,
    CONNECTWISE_COMPANY_ID: 'sandbox',
    CONNECTWISE_PUBLIC_KEY: 'sandbox-public',
    CONNECTWISE_PRIVATE_KEY: 'sandbox-private',
  };
}

async function ticketCount(home: string): Promise<number> {
  const { json } = await runCwm(['call', '/service/tickets', '--count', '--profile', 'sandbox'], {
    home,
  });
  return (json() as { count: number }).count;
}

/** The Link header of a page of tickets over https. */
function linkOf(api: string, ca: Buffer | undefined): Promise<string> {
  const auth = 'sandbox+sandbox-public:sandbox-private';
  return new Promise((resolve, reject) => {
    request(
      `${api}/service/tickets`,
      { auth, ca, headers: { clientid: 'sandbox' } },
      (response) => {
        response.resume();
        resolve(String(response.headers['link']));
      },
    )
      .once('error', reject)
      .end();
  });
}

/** How long a body was said to be, and how much of it came. */
function raw(api: string, path: string): Promise<{ announced: number; received: number }> {
  const { hostname, port, pathname } = new URL(api);
  const auth = Buffer.from('sandbox+sandbox-public:sandbox-private').toString('base64');
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        `GET ${pathname}${path} HTTP/1.1\r\nhost: x\r\nauthorization: Basic ${auth}\r\nclientid: sandbox\r\n\r\n`,
      ),
    );
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    socket
      .on('error', () => undefined)
      .once('close', () => {
        const [head = '', body = ''] = text.split('\r\n\r\n');
        resolve({
          announced: Number(/content-length: (\d+)/i.exec(head)?.[1]),
          received: body.length,
        });
      });
  });
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { echoApi } from '../support/echo-api.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';
import { delivered, NotStarted, ways, type Way } from '../support/windows-shells.js';

/** What comes of a line: a request with its body, a refusal whose message or hint says this, or PowerShell's own refusal. */
type Outcome = { sent: string; body?: unknown } | { refused: string } | 'not started';

interface Line {
  typed: string;
  /** Where one outcome holds for several ways, the more exact name wins: ps51, ps7, node, cmd. */
  all?: Outcome;
  powershell?: Outcome;
  ps51?: Outcome;
  ps7?: Outcome;
  node?: Outcome;
  cmd?: Outcome;
}

const tickets = 'GET /service/tickets';
const list = { sent: `${tickets}?fields=id%2Csummary%2Cstatus%2Fname` };
const printer = { sent: 'POST /service/tickets/1/notes', body: { text: 'Printer' } };
const lostQuotes = { refused: 'the JSON lost its double quotes' };
const oneWord = { refused: `into quotes, and texts within it into single quotes` };
const setting = (summary: string) => ({
  sent: 'PATCH /service/tickets/1',
  body: [{ op: 'replace', path: 'summary', value: summary }],
});

const lines: Line[] = [
  // Lists.
  { typed: 'cwm call GET /service/tickets --fields id,summary,status/name', all: list },
  { typed: 'cwm call GET /service/tickets --fields id,summary,status.name', all: list },
  { typed: 'cwm call GET /service/tickets --fields=id,summary,status/name', all: list },
  { typed: 'cwm call GET /service/tickets --fields "id, summary, status/name"', all: list },
  { typed: 'cwm call GET /service/tickets --fields id, summary, status/name', all: list },
  { typed: 'cwm call GET service/tickets --fields id,summary,status/name', all: list },
  {
    typed: 'cwm call GET /service/tickets --fields id,summary,',
    powershell: 'not started',
    cmd: { sent: `${tickets}?fields=id%2Csummary` },
  },
  {
    typed: `cwm call GET /service/tickets --fields 'id, summary, status/name'`,
    powershell: list,
    cmd: oneWord,
  },
  {
    typed: 'cwm call GET /service/tickets --order-by "id desc,summary"',
    all: { sent: `${tickets}?orderBy=id%20desc%2Csummary` },
  },
  {
    typed: 'cwm call GET /service/tickets --order-by id desc',
    all: { sent: `${tickets}?orderBy=id%20desc` },
  },

  // Conditions.
  {
    typed: `cwm call GET /service/tickets --conditions "status/name = 'In Progress'"`,
    all: { sent: `${tickets}?conditions=status%2Fname%20%3D%20%27In%20Progress%27` },
  },
  {
    typed: `cwm call GET /service/tickets --conditions "summary like '%printer%'"`,
    all: { sent: `${tickets}?conditions=summary%20like%20%27%25printer%25%27` },
  },
  {
    typed: `cwm call GET /service/tickets -p "conditions=id > 5 and id < 9"`,
    all: { sent: `${tickets}?conditions=id%20%3E%205%20and%20id%20%3C%209` },
  },
  {
    typed: `cwm call GET /service/tickets --conditions 'status/name="New"'`,
    powershell: { sent: `${tickets}?conditions=status%2Fname%3D%22New%22` },
    ps51: { refused: `--conditions "status/name = 'New'"` },
    cmd: { refused: `--conditions "status/name = 'New' and` },
  },
  {
    typed: `cwm call GET /service/tickets --conditions 'status/name = "In Progress"'`,
    powershell: { sent: `${tickets}?conditions=status%2Fname%20%3D%20%22In%20Progress%22` },
    ps51: { refused: `--conditions "status/name = 'In Progress'"` },
    cmd: { refused: `--conditions "status/name = 'In Progress'"` },
  },
  {
    typed: 'cwm call GET /service/tickets --conditions status/name=New',
    all: { refused: `--conditions "status/name = 'New'"` },
  },
  {
    typed: 'cwm call GET /service/tickets --conditions status/name="New"',
    all: { refused: `--conditions "status/name = 'New'"` },
  },

  // Bodies.
  {
    typed: `cwm call POST /service/tickets/1/notes --yes -d '{"text":"Printer"}'`,
    powershell: printer,
    ps51: lostQuotes,
    cmd: lostQuotes,
  },
  {
    typed: `cwm call POST /service/tickets/1/notes --yes -d '{ "text": "Printer" }'`,
    powershell: printer,
    ps51: lostQuotes,
    cmd: { refused: 'on the way' },
  },
  {
    typed: `cwm call POST /service/tickets/1/notes --yes -d {"text":"Printer"}`,
    ps51: { refused: `the JSON lost its braces on the way` },
    ps7: { refused: `the JSON lost its braces on the way` },
    node: { refused: `PowerShell took {"text":"Printer"} for a script block` },
    cmd: lostQuotes,
  },
  {
    typed: String.raw`cwm call POST /service/tickets/1/notes --yes -d "{\"text\":\"Printer\"}"`,
    powershell: { refused: 'JSON' },
    cmd: printer,
  },
  {
    typed: `cwm call POST /service/tickets/1/notes --yes -d '@body.json'`,
    powershell: printer,
    cmd: { refused: `'@file'` },
  },
  { typed: `cwm call POST /service/tickets/1/notes --yes -d "@body.json"`, all: printer },
  {
    typed: `cwm call POST /service/tickets/1/notes --yes -d @body.json`,
    powershell: 'not started',
    cmd: printer,
  },
  {
    typed: `cwm call POST /service/tickets/1/notes --yes -d @body`,
    powershell: { refused: `'@body.json'` },
    cmd: { refused: 'there is no file' },
  },
  {
    typed: `cwm raw 'POST /service/tickets/1/notes {"text":"Printer"}' --yes`,
    powershell: printer,
    ps51: { refused: 'cwm raw -' },
    cmd: { refused: 'a method' },
  },

  // Values with blanks, empty ones, and characters beyond ASCII.
  {
    typed: 'cwm call PATCH /service/tickets/1 --yes --set "summary = Printer is broken"',
    all: setting('Printer is broken'),
  },
  {
    typed: `cwm call PATCH /service/tickets/1 --yes --set 'summary = Printer is broken'`,
    powershell: setting('Printer is broken'),
    cmd: oneWord,
  },
  {
    typed: 'cwm call PATCH /service/tickets/1 --yes --set summary=Printer is broken',
    all: oneWord,
  },
  { typed: 'cwm call PATCH /service/tickets/1 --yes --set "summary="', all: setting('') },
  {
    typed: `cwm call PATCH /service/tickets/1 --yes --set ""`,
    all: { refused: 'name=value' },
    ps51: { refused: 'argument missing' },
  },
  {
    typed: 'cwm call PATCH /service/tickets/1 --yes --set "summary = Drücker “打印机” 😀"',
    all: setting('Drücker “打印机” 😀'),
  },
  {
    typed: 'cwm call PATCH /service/tickets/1 --yes --set "summary = 100 % of a&b | <c> ^d"',
    all: setting('100 % of a&b | <c> ^d'),
  },

  // Paths.
  {
    typed: 'cwm call GET "/service/tickets?page=2&pageSize=5"',
    all: { sent: `${tickets}?page=2&pageSize=5` },
  },
  {
    // Nothing that cwm gets tells that cmd took the rest for another command.
    typed: 'cwm call GET /service/tickets?page=2&pageSize=5',
    powershell: 'not started',
    cmd: { sent: `${tickets}?page=2` },
  },
  {
    typed: `cwm call GET '/service/tickets/{id}' -p id=7`,
    powershell: { sent: `${tickets}/7` },
    cmd: { refused: 'double quotes' },
  },
  { typed: `cwm call GET "/service/tickets/{id}" -p id=7`, all: { sent: `${tickets}/7` } },
  {
    typed: 'cwm call GET /service/tickets/{id} -p id=7',
    powershell: { refused: `'/service/tickets/{id}'` },
    cmd: { sent: `${tickets}/7` },
  },
  {
    typed: 'cwm call GET /service/boards/{parentId}/statuses -p parentId=7',
    powershell: { refused: `'/service/boards/{parentId}/statuses'` },
    node: { refused: 'PowerShell took {parentId} for a script block' },
    cmd: { sent: 'GET /service/boards/7/statuses' },
  },
  {
    typed: 'cwm call DELETE /service/tickets/{id} --yes',
    powershell: { refused: `'/service/tickets/{id}'` },
    cmd: { refused: '{id}' },
  },
  {
    typed: 'cwm call DELETE /service/tickets/$unset --yes',
    powershell: { refused: `'/service/tickets/123'` },
    cmd: { refused: '{id}' },
  },
  { typed: 'cwm call GET /service/tickets/$ID', powershell: { sent: `${tickets}/7` } },
  { typed: 'cwm call GET /service/tickets/%ID%', cmd: { sent: `${tickets}/7` } },
];

describe.each(lines.map((line) => [line.typed, line] as const))('%s', (_typed, line) => {
  test.each(ways.filter((way) => expected(line, way) !== undefined))('%s', async (way) => {
    const outcome = expected(line, way);
    const found = await outcomeOf(line.typed, way);
    if (typeof outcome !== 'object' || 'sent' in outcome) expect(found).toEqual(outcome);
    else expect(found).toEqual({ refused: expect.stringContaining(outcome.refused) as string });
  });
});

test.each(ways)('--columns id,company.name are these two through %s', async (way) => {
  const { env } = await echoApi();
  const argv = delivered('cwm call GET /service/tickets --columns id,company.name', way);
  const { json } = await runCwm(argv, { env, platform: 'win32' });
  expect(json()).toEqual({ id: null, 'company.name': null });
});

function expected(line: Line, way: Way): Outcome | undefined {
  if (way === 'cmd') return line.cmd ?? line.all;
  const own = {
    'ps1 in PowerShell 5.1': line.ps51,
    'ps1 in PowerShell 7': line.ps7,
    'node in PowerShell 7': line.node,
  }[way];
  return own ?? line.powershell ?? line.all;
}

async function outcomeOf(typed: string, way: Way): Promise<unknown> {
  const { env, seen, base } = await echoApi();
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'body.json'), '{"text":"Printer"}');
  let argv: string[];
  try {
    argv = delivered(typed, way, { ID: '7' });
  } catch (error) {
    if (error instanceof NotStarted) return 'not started';
    throw error;
  }
  const { code, stderr, error } = await runCwm(argv, { env, cwd, platform: 'win32' });
  const [request] = seen;
  if (code === 0 && request !== undefined && seen.length === 1) {
    const { method, target, body } = request;
    const sent = `${method} ${target.slice(base.length)}`;
    return body === '' ? { sent } : { sent, body: JSON.parse(body) as unknown };
  }
  if (code !== 2 || seen.length > 0) return { code, stderr, seen };
  return { refused: `${error().message}\n${error().hint ?? ''}` };
}

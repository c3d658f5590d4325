import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { commands } from '../../commands/index.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { flagsOf } from '../../src/cli/flags.js';
import type { Branch } from '../../src/cli/tree.js';
import { most, type Answer } from '../../src/complete/candidate.js';
import { completeLine } from '../../src/complete/complete-line.js';
import type { LocalData } from '../../src/local-data.js';
import { localData } from '../support/local-data.js';

let catalog: Catalog;
let known: LocalData;
beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
  known = localData(catalog);
});
afterAll(() => catalog.close());

/** Completes the last word of a line; words with blanks stand between quotes. */
async function at(line: string, local = known): Promise<Answer> {
  const words = line.split(/ (?=(?:[^']*'[^']*')*[^']*$)/).map((word) => word.replaceAll("'", ''));
  return await completeLine(words.slice(0, -1), words.at(-1) ?? '', commands, local);
}

const texts = async (line: string) => (await at(line)).candidates.map(({ text }) => text);

describe('what comes first', () => {
  test.each<[string, string[]]>([
    // Commands.
    ['', ['search', 'categories', 'describe', 'call', 'raw']],
    ['des', ['describe']],
    ['memory r', ['run', 'rename', 'restore', 'recent']],
    ['help mem', ['memory']],
    ['--profile sandbox cal', ['call']],
    // METHODs and paths.
    ['call ', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', '/company/']],
    ['call po', ['POST']],
    ['call /', ['/company/', '/service/']],
    ['call /service/ti', ['/service/tickets']],
    ['call service/ti', ['service/tickets']],
    ['call /SERVICE/TI', ['/service/tickets']],
    ['call /service/tickets', ['/service/tickets', '/service/tickets/']],
    ['call /service/tickets/', ['/service/tickets/{id}']],
    ['call /service/tickets/123', ['/service/tickets/123', '/service/tickets/123/']],
    ['call /service/tickets/123/no', ['/service/tickets/123/notes']],
    ['call /service/tickets/c', ['/service/tickets/count', '/service/tickets/calculateSla']],
    ['call /service/boards/Help/sta', ['/service/boards/Help/statuses']],
    ['call /service/tickets/{id}/no', ['/service/tickets/{id}/notes']],
    ['call DELETE /service/tickets/{', ['/service/tickets/{id}']],
    ['describe POST /service/ti', ['/service/tickets']],
    [`memory save 'Open tickets' GET /service/ti`, ['/service/tickets']],
    ['raw ', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']],
    ['raw GET /service/ti', ['/service/tickets']],
    [`raw 'GET /service/ti'`, ['GET /service/tickets']],
    // OperationIds.
    ['call getservicetickets', ['getServiceTickets', 'getServiceTicketsById']],
    // Flags and their values.
    ['call /service/tickets --con', ['--conditions']],
    ['call -p', ['-p']],
    ['categories -o ', ['table', 'json', 'ndjson', 'csv', 'text']],
    ['categories --output=jso', ['--output=json', '--output=ndjson']],
    ['categories --profile ', ['sandbox']],
    ['search tickets --method ', ['GET', 'POST']],
    ['search tickets --module serv', ['service']],
    ['search tickets --tz Europe/Berl', ['Europe/Berlin']],
    ['categories Tick', ['Tickets']],
    ['search x --columns method,pa', ['method,path']],
    // Parameters.
    ['call /service/tickets/{id} -p ', ['id=']],
    ['call /service/tickets -p condi', ['conditions=']],
    ['call /service/tickets -p conditions=closedF', ['conditions=closedFlag']],
    // Filters.
    ['call /service/tickets --where closedF', ['closedFlag']],
    ['call /service/tickets --where closedFlag', ['closedFlag =', 'closedFlag !=']],
    [`call /service/tickets --where 'closedFlag = '`, ['closedFlag = true', 'closedFlag = false']],
    [`call /service/tickets --where 'severity = m'`, ['severity = Medium']],
    [`call /service/tickets --conditions 'id > 5 and clos'`, ['id > 5 and closedFlag']],
    ['call /service/tickets --fields id,summ', ['id,summary']],
    [`call /service/tickets --order-by 'id d'`, ['id desc']],
    ['call /service/tickets --columns id,company.na', ['id,company.name']],
    ['call POST /service/tickets --unless-exists summ', ['summary']],
    // Bodies.
    ['call POST /service/tickets --set ', ['summary=', 'company=', 'company.']],
    ['call POST /service/tickets --set status.na', ['status.name=']],
    ['call POST /service/tickets --set severity=', ['severity=Low', 'severity=Medium']],
    ['call PATCH /service/tickets/1 --set closedF', ['closedFlag=']],
    ['call PATCH /service/tickets/1 --set closedFlag=f', ['closedFlag=false']],
    ['call PATCH /service/tickets/1 --unset board', ['board', 'board.']],
    ['call POST /service/tickets --set-from summ', ['summary=']],
    // Memory.
    ['memory run open', ['open-tickets-of-acme']],
    ['memory show acme', ['open-tickets-of-acme']],
    ['memory run open-tickets-of-acme --set ', ['company=', 'board=']],
    ['memory run open-tickets-of-acme --set company=x --set ', ['board=']],
    ['memory run open-tickets-of-acme --set board=', ['board=Help Desk']],
    ['memory run open-tickets-of-acme --where closedF', ['closedFlag']],
  ])('%s', async (line, expected) => {
    const found = await texts(line);
    expect(expected.map((text) => (found.includes(text) ? text : found.slice(0, 9)))).toEqual(
      expected,
    );
    expect(found[0]).toBe(expected[0]);
  });
});

test.each([
  'nothing ',
  'search tick',
  'call /service/tickets/count/',
  'call //service',
  'call /service/tickets -d ',
  'call /nowhere --where sta',
  'call /service/tickets/5 --where sta',
  'raw GET /service/tickets?page=1 x',
  'memory run nobody --set ',
  'categories --json=',
  '--profile prod',
])('%s is followed by nothing that is known', async (line) => {
  expect(await at(line)).toEqual({ candidates: [] });
});

test('a hidden command is not offered', async () => {
  expect(await texts('comple')).not.toContain('complete');
});

test('a flag that was given is offered again only where it can be', async () => {
  const found = await texts('call /service/tickets --page 2 --where id=1 -o json --');
  expect(found).toEqual(expect.arrayContaining(['--where', '--fields', '--page-size']));
  expect(found).not.toContain('--page');
  expect(found).not.toContain('--output');
  expect(await texts('call /service/tickets -- --pa')).toEqual([]);
});

test('flags come where no word can', async () => {
  expect(await texts('call GET /service/tickets ')).toContain('--where');
});

test('what is called here comes first', async () => {
  expect((await texts('call /'))[0]).toBe('/company/');
  expect((await texts('call /company/'))[0]).toBe('/company/contacts');
  expect((await texts('call getcom'))[0]).toBe('getCompanyContacts');
});

test('what goes on without a blank says so', async () => {
  const openOf = async (line: string) => (await at(line)).candidates[0]?.open ?? false;
  expect(await openOf('call /serv')).toBe(true);
  expect(await openOf('call /service/tickets/{id} -p i')).toBe(true);
  expect(await openOf('call /service/tickets --where summ')).toBe(true);
  expect(await openOf(`call /service/tickets --where 'severity = Lo'`)).toBe(false);
  expect(await openOf('call /service/tickets/count')).toBe(false);
  expect(await openOf('des')).toBe(false);
});

test.each([
  'catalog build man',
  'memory import ',
  'call POST /system/documents --file rep',
  'categories --output-file ',
  'call /service/tickets -d @bo',
  'call POST /service/tickets --set-from summary=@no',
])('%s wants the name of a file', async (line) => {
  expect(await at(line)).toEqual({ candidates: [], files: true });
});

test('no candidate can act on a terminal', async () => {
  const { candidates } = await at('memory run close');
  expect(candidates).toEqual([{ text: 'close-a-ticket', note: 'Close a ticket^[[2J' }]);
});

test('what cannot be read gives no candidates', async () => {
  const broken: LocalData = { ...known, catalog: () => Promise.reject(new Error('damaged')) };
  expect(await at('call /service/ti', broken)).toEqual({ candidates: [] });
  const none: LocalData = { ...known, catalog: () => Promise.resolve(undefined) };
  expect(await at('call /service/ti', none)).toEqual({ candidates: [] });
});

/** Lines that the tree allows, a word at a time. */
const leaves = commandsBelow(commands);

function commandsBelow(
  branches: readonly Branch[],
  above: string[] = [],
): { words: string[]; branch: Extract<Branch, { load: unknown }> }[] {
  return branches.flatMap((branch) => {
    const words = [...above, branch.name];
    if ('commands' in branch) return commandsBelow(branch.commands, words);
    return branch.hidden === true ? [] : [{ words, branch }];
  });
}

/** The word is offered for any beginning of it, unless more are there than are shown. */
async function isOffered(words: readonly string[], word: string, length: number): Promise<void> {
  const { candidates } = await completeLine(words, word.slice(0, length), commands, known);
  const found = candidates.map(({ text }) => text.toLowerCase().replace(/\/$/, ''));
  if (found.length < most) expect(found).toContain(word.toLowerCase());
}

describe('what a valid line goes on with is offered', () => {
  test('commands and flags', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...leaves),
        fc.nat(),
        fc.nat(),
        async ({ words, branch }, pick, length) => {
          for (const [index, word] of words.entries())
            await isOffered(words.slice(0, index), word, length % word.length);
          const flags = flagsOf((await branch.load()).default).map(({ text }) => text);
          const flag = flags[pick % flags.length] ?? '';
          await isOffered(words, flag, 1 + (length % flag.length));
        },
      ),
    );
  });

  test('paths, segment by segment, with ids or with placeholders', async () => {
    const endpoints = catalog.summaries();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(endpoints.length - 1),
        fc.nat(),
        fc.boolean(),
        fc.boolean(),
        async (index, length, withIds, withMethod) => {
          const { path, method } = endpoints[index] ?? { path: '', method: 'GET' };
          const parts = path
            .split('/')
            .slice(1)
            .filter((part) => part !== '');
          const at = length % parts.length;
          const start = `/${parts
            .slice(0, at)
            .map((part) => `${withIds ? part.replace(/^\{.*\}$/, '7') : part}/`)
            .join('')}`;
          const word = parts[at] ?? '';
          const words = withMethod ? ['call', method] : ['call'];
          // At one place `{id}` and `{parentId}` are the same record, shown once.
          if (word.startsWith('{')) return;
          await isOffered(words, start + word, start.length + (length % word.length));
        },
      ),
    );
  });
});

test('any line whatever gives candidates or none, and never throws', async () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('call', 'GET', '/service/tickets', '-p', '--where', '--set', 'memory', 'run'),
    fc.constantFrom('--', '-', '=', '--x=', '/', '//', '{', '--fields', ',', 'describe', '@'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 6 }), piece, async (words, current) => {
      const { candidates } = await completeLine(words, current, commands, known);
      expect(candidates.length).toBeLessThanOrEqual(most);
    }),
  );
});

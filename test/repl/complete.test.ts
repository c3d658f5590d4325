import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { commands } from '../../commands/index.js';
import { Catalog } from '../../src/catalog/catalog.js';
import type { Branch } from '../../src/cli/tree.js';
import { lineCompleter } from '../../src/repl/complete.js';
import { splitLine, splitOpen } from '../../src/repl/split-line.js';
import type { Shell } from '../../src/text/shell-words.js';
import { localData } from '../support/local-data.js';
import { temporaryFolder } from '../support/run-cwm.js';

let catalog: Catalog;
beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
});
afterAll(() => catalog.close());

const own: Branch[] = [
  {
    name: '.output',
    summary: 'Show results in this format',
    hidden: true,
    load: async () => await import('../../commands/categories.js'),
  },
];

const completer = (shell: Shell, cwd = '/') =>
  lineCompleter(commands, own, { shell, cwd, local: () => Promise.resolve(localData(catalog)) });

/** The line with each candidate in its place. */
async function lines(text: string, shell: Shell = 'sh'): Promise<string[]> {
  const { from, texts } = await completer(shell)(text);
  return texts.map((one) => text.slice(0, from) + one);
}

describe('what Tab makes of a line', () => {
  test.each<[string, string]>([
    ['des', 'describe '],
    ['cwm des', 'cwm describe '],
    ['help des', 'help describe '],
    ['  des', '  describe '],
    ['.out', '.output '],
    ['call /serv', 'call /service/'],
    ['call getServiceTicketsByI', 'call getServiceTicketsById '],
    ['call /service/tickets/{', "call '/service/tickets/{id}"],
    ['call /service/tickets --page-s', 'call /service/tickets --page-size '],
    [`call '/service/tickets/{id}' -p i`, `call '/service/tickets/{id}' -p id=`],
    ['call /service/tickets --where lastU', "call /service/tickets --where 'lastUpdated"],
    ["call /service/tickets --where 'lastU", "call /service/tickets --where 'lastUpdated"],
    ['call /service/tickets --where "lastU', 'call /service/tickets --where "lastUpdated'],
    ["call /service/tickets --where='lastU", "call /service/tickets --where='lastUpdated"],
    [
      "call /service/tickets --where 'severity = hi",
      "call /service/tickets --where 'severity = High' ",
    ],
    ['memory run open-tickets-of-acme --set b', 'memory run open-tickets-of-acme --set board='],
    [
      'memory run open-tickets-of-acme --set board=H',
      "memory run open-tickets-of-acme --set 'board=Help Desk' ",
    ],
  ])('%s', async (text, expected) => {
    expect((await lines(text))[0]).toBe(expected);
  });

  test('in PowerShell paths and flags stay bare, and lists are quoted', async () => {
    expect(await lines('call /service/ticketS', 'powershell')).toContain(
      'call /service/ticketSyncs',
    );
    expect(await lines('call /service/tickets --page-s', 'powershell')).toEqual([
      'call /service/tickets --page-size ',
    ]);
    expect((await lines('call /service/tickets --fields id,summ', 'powershell'))[0]).toBe(
      "call /service/tickets --fields 'id,summary",
    );
    expect((await lines('call /service/tickets --conditions "severity = H', 'powershell'))[0]).toBe(
      'call /service/tickets --conditions "severity = `"High`"" ',
    );
  });

  test('of several conditions none is put into quotes, so that what they share can be put in', async () => {
    expect(await lines('call /service/tickets --where stat')).toContain(
      'call /service/tickets --where status/name',
    );
  });
});

test('files are named where they are wanted', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'my bodies'));
  for (const name of ['body.json', '.hidden', join('my bodies', 'new.json')])
    writeFileSync(join(folder, name), '');
  const texts = async (text: string) => (await completer('sh', folder)(text)).texts;
  expect(await texts('memory import ')).toEqual(['body.json ', "'my bodies/"]);
  expect(await texts('call POST /service/tickets -d @bo')).toEqual(["'@body.json' "]);
  expect(await texts("call POST /service/tickets -d '@my bodies/")).toEqual([
    "'@my bodies/new.json' ",
  ]);
  expect(await texts('call POST /system/documents --file=bo')).toEqual(['--file=body.json ']);
  expect(await texts('memory import nowhere/')).toEqual([]);
});

const beginnings = fc.constantFrom(
  ...['call ', 'call /service/tickets/', 'call /service/tickets --where sta', 'memory run '],
  ...["call /service/tickets --where 'severity =", 'call /service/tickets --fields id,'],
  ...['call /service/tickets --conditions "severity = ', 'memory run open-tickets-of-acme --set '],
  ...[`call /service/tickets --conditions 'severity = `, 'call POST /service/tickets --set '],
);

test('a candidate that is put in reads as one word, which the session and the shell split off again', async () => {
  await fc.assert(
    fc.asyncProperty(
      beginnings,
      fc.constantFrom<Shell>('sh', 'powershell'),
      fc.nat(),
      async (text, shell, which) => {
        const before = splitOpen(text, shell).words.map((word) => word.text);
        const made = await lines(text, shell);
        const line = made[which % made.length] ?? '';
        if (line.endsWith(' ') && splitOpen(line, shell).quote === undefined)
          expect(splitLine(line, shell)).toHaveLength(before.length + 1);
        else expect(splitOpen(line, shell).words.map((word) => word.text)).toEqual(before);
      },
    ),
  );
});

test('any text whatever gives texts or none', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string(),
      fc.constantFrom<Shell>('sh', 'powershell'),
      async (text, shell) => {
        const { from } = await completer(shell)(text);
        expect(from).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});

import { describe, expect, test } from 'vitest';
import type { LineAnswer, LineOptions } from '../../src/terminal/read-line.js';
import { openLineTerminal, type LineTerminal } from '../support/line-terminal.js';
import { keys } from '../support/screen.js';

const line = (text: string): LineAnswer => ({ kind: 'line', text });

describe('a line', () => {
  test('is what was typed, wide characters and emoji too, and leaves the terminal as it was', async () => {
    const terminal = openLineTerminal();
    const asked = ask(terminal);
    terminal.type(`search Müller 日本 👍🏽x${keys.backspace}${keys.enter}`);
    expect(await asked).toEqual(line('search Müller 日本 👍🏽'));
    expect(terminal.isRaw()).toBe(false);
    expect(await terminal.display.shows()).toBe('cwm> search Müller 日本 👍🏽');
  });

  test('can be changed before it is given', async () => {
    const terminal = openLineTerminal();
    const asked = ask(terminal, { initial: 'call /service/tickts --count', cursor: 18 });
    await terminal.display.sees('--count');
    expect(terminal.display.cursor()).toEqual({ row: 0, column: 23 });
    terminal.type(`e${keys.enter}`);
    expect(await asked).toEqual(line('call /service/tickets --count'));
  });

  test('that is longer than the screen is wide survives a change of its width', async () => {
    const terminal = openLineTerminal({ columns: 60 });
    const long = `call /service/tickets --where ${'x'.repeat(80)}`;
    const asked = ask(terminal);
    terminal.type(long);
    await terminal.display.sees(/x{10}$/);
    terminal.resize(40, 24);
    terminal.type(`${keys.left}${keys.backspace}y`);
    await terminal.display.sees(/yx$/);
    terminal.type(keys.enter);
    expect(await asked).toEqual(line(`${long.slice(0, -2)}yx`));
  });

  test('ends at Ctrl-C: a written one is dropped, on an empty one it is said once how to leave', async () => {
    const terminal = openLineTerminal();
    terminal.type(`search x${keys.ctrlC}`);
    expect(await ask(terminal)).toMatchObject({ kind: 'interrupted' });
    for (const key of [keys.ctrlC, keys.ctrlC]) {
      terminal.type(key);
      expect(await ask(terminal)).toMatchObject({ kind: 'interrupted' });
    }
    expect(await terminal.display.shows()).toBe('cwm> search x^C\ncwm>\nCtrl-D leaves.\ncwm>');
  });

  test('Ctrl-D deletes in a written line and ends at an empty one', async () => {
    const terminal = openLineTerminal();
    terminal.type(`ab${keys.ctrlA}${keys.ctrlD}${keys.enter}`);
    expect(await ask(terminal)).toEqual(line('b'));
    terminal.type(keys.ctrlD);
    expect(await ask(terminal)).toEqual({ kind: 'end' });
  });

  test('is not run where the terminal goes away', async () => {
    const terminal = openLineTerminal();
    const asked = ask(terminal);
    terminal.type('call DELETE /service/tickets/1');
    await terminal.display.sees('tickets/1');
    terminal.hangUp();
    expect(await asked).toEqual({ kind: 'end' });
    expect(await ask(terminal)).toEqual({ kind: 'end' });
  });

  test('is given up where the process is to end', async () => {
    const terminal = openLineTerminal();
    const asked = ask(terminal);
    terminal.abort('SIGTERM');
    await expect(asked).rejects.toMatchObject({ code: 'terminated' });
  });
});

describe('what is pasted', () => {
  test('gives its lines one by one, and its rest as the start of the next', async () => {
    const terminal = openLineTerminal();
    terminal.type('search a\r\nsearch ü\n\rsearch\t日\rcall /serv');
    expect(await ask(terminal)).toEqual(line('search a'));
    expect(await ask(terminal)).toEqual(line('search ü'));
    expect(await ask(terminal)).toEqual(line(''));
    expect(await ask(terminal)).toEqual(line('search 日'));
    const last = ask(terminal);
    await terminal.display.sees(/\/serv$/);
    terminal.type(`ice${keys.enter}`);
    expect(await last).toEqual(line('call /service'));
  });

  test('may be cut anywhere on its way, within a character too', async () => {
    const bytes = Buffer.from('search ü\rsearch 日本\rsearch 👍\r');
    for (let at = 1; at < bytes.length; at += 1) {
      const terminal = openLineTerminal();
      const first = ask(terminal);
      terminal.type(bytes.subarray(0, at));
      await new Promise(setImmediate);
      terminal.type(bytes.subarray(at));
      expect(await first).toEqual(line('search ü'));
      expect(await ask(terminal)).toEqual(line('search 日本'));
      expect(await ask(terminal)).toEqual(line('search 👍'));
    }
  });

  test('answers no question that comes in between, and is not lost by it', async () => {
    const terminal = openLineTerminal();
    terminal.type('call DELETE /service/tickets/1\ry\rsearch x\r');
    expect(await ask(terminal)).toEqual(line('call DELETE /service/tickets/1'));
    terminal.type('y\r');
    const confirmed = terminal.prompt.confirm('Send it?');
    await terminal.display.sees('Send it?');
    terminal.type('n\r');
    expect(await confirmed).toBe(false);
    expect(await ask(terminal)).toEqual(line('y'));
    expect(await ask(terminal)).toEqual(line('search x'));
    expect(await ask(terminal)).toEqual(line('y'));
  });

  test('is dropped with the line that Ctrl-C ends', async () => {
    const terminal = openLineTerminal();
    terminal.type(`one\rtwo${keys.ctrlC}three\r`);
    expect(await ask(terminal)).toEqual(line('one'));
    expect(await ask(terminal)).toMatchObject({ kind: 'interrupted' });
    terminal.type('four\r');
    expect(await ask(terminal)).toEqual(line('four'));
  });

  test('is dropped where a question is left with Ctrl-C', async () => {
    const terminal = openLineTerminal();
    terminal.type('one\rtwo\r');
    expect(await ask(terminal)).toEqual(line('one'));
    const confirmed = terminal.prompt.confirm('Send it?');
    await terminal.display.sees('Send it?');
    terminal.type(keys.ctrlC);
    await expect(confirmed).rejects.toMatchObject({ code: 'cancelled' });
    terminal.type('three\r');
    expect(await ask(terminal)).toEqual(line('three'));
  });
});

describe('Tab', () => {
  const paths = ['/service/tickets ', '/service/teams ', '/service/teamMembers '];

  test('puts in the one candidate as it is, and the case that it has', async () => {
    const terminal = openLineTerminal();
    const asked = ask(terminal, { complete: from(5, ['/service/tickets ']) });
    terminal.type('call /SERVICE/ti');
    await terminal.display.sees('/SERVICE/ti');
    terminal.type(keys.tab);
    await terminal.display.sees('/service/tickets');
    terminal.type(`--count${keys.enter}`);
    expect(await asked).toEqual(line('call /service/tickets --count'));
  });

  test('puts in what all candidates begin with, then lists them and goes on', async () => {
    const terminal = openLineTerminal();
    const complete = from(5, paths);
    const asked = ask(terminal, { complete });
    terminal.type('call /se');
    await terminal.display.sees('call /se');
    terminal.type(keys.tab);
    await terminal.display.sees('call /service/t');
    terminal.type(keys.tab);
    await terminal.display.sees(/teamMembers\ncwm> call \/service\/t$/);
    terminal.type(`ype${keys.enter}`);
    expect(await asked).toEqual(line('call /service/type'));
    expect(await terminal.display.shows()).toBe(
      [
        'cwm> call /service/t',
        '/service/tickets      /service/teams        /service/teamMembers',
        'cwm> call /service/type',
      ].join('\n'),
    );
  });

  test('in the middle of a line that takes two rows leaves the rest where it is', async () => {
    const terminal = openLineTerminal({ columns: 60 });
    const rest = ` --where ${'x'.repeat(60)}`;
    const asked = ask(terminal, {
      initial: `call /service/t${rest}`,
      cursor: 15,
      complete: from(5, paths),
    });
    await terminal.display.sees(/x$/);
    terminal.type(keys.tab);
    await terminal.display.sees(/teamMembers\ncwm> call [^]*x$/);
    terminal.type(`ickets${keys.enter}`);
    expect(await asked).toEqual(line(`call /service/tickets${rest}`));
    expect(await terminal.display.shows()).not.toMatch(/cwm>[^]*cwm>[^]*cwm>/);
  });

  test('lists no more than the screen holds, without what could act on it', async () => {
    const terminal = openLineTerminal({ columns: 60, rows: 10 });
    const many = Array.from({ length: 100 }, (_, index) => `field\u001b[31mNumber${index}`);
    const asked = ask(terminal, { complete: from(0, many) });
    terminal.type(keys.tab);
    await terminal.display.sees('field^[[31mNumber');
    terminal.type(keys.tab);
    await terminal.display.sees(/… 88 more\ncwm> field/);
    expect(terminal.display.visible()).toContain('cwm> field^[[31mNumber\n');
    terminal.type(keys.enter);
    await asked;
  });

  test('waits for nobody: a newer key wins, and a failure is none', async () => {
    const terminal = openLineTerminal();
    let answer: (found: { from: number; texts: string[] }) => void = () => undefined;
    const late = new Promise<{ from: number; texts: string[] }>((resolve) => (answer = resolve));
    const answers = [
      () => late,
      () => Promise.reject(new Error('damaged')),
      () => {
        throw new Error('damaged');
      },
    ];
    const asked = ask(terminal, { complete: () => (answers.shift() ?? (() => late))() });
    terminal.type('a');
    await terminal.display.sees('cwm> a');
    terminal.type(keys.tab);
    await new Promise(setImmediate);
    terminal.type('b');
    await terminal.display.sees('ab');
    answer({ from: 0, texts: ['abandon'] });
    for (const key of [keys.tab, keys.tab, 'c']) {
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      terminal.type(key);
    }
    terminal.type(keys.enter);
    expect(await asked).toEqual(line('abc'));
    expect(await terminal.display.shows()).toBe('cwm> abc');
  });

  test('that was pasted is a blank', async () => {
    const terminal = openLineTerminal();
    terminal.type('4711\tPrinter\tjammed\r');
    expect(await ask(terminal, { complete: from(0, ['never']) })).toEqual(
      line('4711 Printer jammed'),
    );
  });

  function from(start: number, texts: string[]): LineOptions['complete'] {
    return () => Promise.resolve({ from: start, texts });
  }
});

describe('earlier lines', () => {
  const history = [
    'call /service/tickets --count',
    'search tickets',
    'describe getTickets',
    'search',
  ];

  test('come back with the arrow keys, those that begin like what was typed', async () => {
    const terminal = openLineTerminal();
    terminal.type(`sea${keys.up}${keys.up}${keys.down}${keys.enter}`);
    expect(await ask(terminal, { history })).toEqual(line('search tickets'));
  });

  test('are found by Ctrl-R, and can be changed', async () => {
    const terminal = openLineTerminal({ columns: 60 });
    const asked = ask(terminal, { history });
    terminal.type(`half written${keys.ctrlR}`);
    await terminal.display.sees(/Earlier lines:[^]*describe getTickets/);
    terminal.type('TICK');
    await terminal.display.sees(/TICK\n(?![^]*search\n)/);
    terminal.type(keys.down);
    await terminal.display.sees('❯ search tickets');
    terminal.type(keys.enter);
    await terminal.display.sees(/^cwm> search tickets$/);
    terminal.type(` --limit 3${keys.enter}`);
    expect(await asked).toEqual(line('search tickets --limit 3'));
    expect(await terminal.display.shows()).toBe('cwm> search tickets --limit 3');
  });

  test.each([
    ['Escape', keys.escape],
    ['Ctrl-C', keys.ctrlC],
  ])('are left with %s, and the line is as it was', async (_name, key) => {
    const terminal = openLineTerminal();
    const asked = ask(terminal, { history });
    terminal.type(`half written${keys.left}${keys.left}`);
    await terminal.display.sees('half written');
    terminal.type(keys.ctrlR);
    await terminal.display.sees('Earlier lines:');
    terminal.type(key);
    await terminal.display.sees(/^cwm> half written$/);
    terminal.type(`X${keys.enter}`);
    expect(await asked).toEqual(line('half writtXen'));
  });

  test('reach the terminal without what could act on it', async () => {
    const terminal = openLineTerminal();
    const asked = ask(terminal, { history: ['search \u001b]0;owned\u0007 x\nsearch y'] });
    terminal.type(keys.up);
    await terminal.display.sees('search ^[]0;owned^G x⏎search y');
    terminal.type(keys.ctrlC);
    await asked;
  });
});

function ask(terminal: LineTerminal, options: Partial<LineOptions> = {}): Promise<LineAnswer> {
  return terminal.prompt.line({
    prompt: 'cwm> ',
    history: [],
    complete: () => Promise.resolve({ from: 0, texts: [] }),
    ...options,
  });
}

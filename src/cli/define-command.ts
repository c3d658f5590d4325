import type { Command as Commander } from 'commander';
import type { Action, Param, Params, Result } from '../actions/define.js';
import { UsageError } from '../errors/errors.js';
import { parseInput } from '../actions/parse-input.js';
import type { Services } from '../services.js';
import type { Shell } from '../text/shell-words.js';
import type { Prompt } from '../terminal/prompts.js';
import type { Style } from '../terminal/style.js';
import type { View } from '../output/render.js';
import type { Column } from '../output/table.js';

/** How an action looks in a shell: its words, flags, examples, and how a person is shown its result. */
export interface CommandDefinition<P extends Params, Row> {
  action: Action<P, Row>;
  /** Params that are words rather than flags, in order. */
  positionals?: readonly (keyof P & string)[];
  /** The last positional takes all words that are left. */
  rest?: boolean;
  /** For words with a rule of their own, in place of `positionals`. */
  words?: {
    usage: string;
    names: readonly (keyof P & string)[];
    parse: (words: readonly string[]) => { [K in keyof P]?: unknown };
  };
  /** A positional that is read from standard input where it is absent or `-`. */
  source?: keyof P & string;
  /** Flags that are not simply the param's name. */
  flags?: { [K in keyof P]?: string };
  /** Who asks a person for what the words left out. */
  guide?: Guided;
  examples: readonly string[];
  columns?: readonly TypedColumn<Row>[];
  /** Undefined for a value that is shown as any other. */
  present?: (value: Row, style: Style, width: number, shell: Shell) => string | undefined;
  presentRows?: (rows: readonly Row[], style: Style, width: number) => string;
  /** Its result holds no times, so that it runs where settings or variables are wrong about the zone. */
  isTimeless?: boolean;
}

export interface Guided {
  /** Whether the input leaves out what a person can be asked for. */
  needed: (raw: Record<string, unknown>, services: Services) => boolean | Promise<boolean>;
  /** Where nobody can be asked: throws what is better said of such an input than that something is missing. */
  refuse?: (raw: Record<string, unknown>) => void;
  load: () => Promise<{ guide: Guide }>;
  /** Who was asked is told how to keep the call, rather than asked that too. */
  onlyOffers?: boolean;
}

/** Asks for the rest of an input, and does what the action would have done; undefined where the person left it. */
export type Guide = (raw: Record<string, unknown>, desk: Desk) => Promise<Result | undefined>;

/** What a guide works with. */
export interface Desk {
  services: Services;
  prompt: Prompt;
  style: Style;
  /** Width in characters. */
  width: number;
  shell: Shell;
  /** Shows text to the person, on standard error; what is of unknown origin in it has been made inert. */
  say: (text: string) => Promise<void>;
  /** Shows an error as it is shown where it ends a command, and gives the exit code that it stands for. */
  fail: (error: unknown) => Promise<number>;
}

interface TypedColumn<Row> extends Column {
  path: Row extends unknown ? keyof Row & string : never;
}

/** A command with the types of its action erased: what the program and the registry handle. */
export interface Command {
  summary: string;
  examples: readonly string[];
  view: View;
  isTimeless: boolean;
  configure: (commander: Commander) => void;
  /** Raw input from words and flags; values of json params still as the text that was given. */
  gather: (words: readonly string[], flags: Record<string, unknown>) => Record<string, unknown>;
  /** Names of the params that hold JSON. */
  json: readonly string[];
  /** Names of the params whose values say where the text is. */
  sources: readonly string[];
  /** Names of the params that are rows; their values say where these are. */
  rows: readonly string[];
  /** Names of the params that are secrets; their values say where these are. */
  secrets: readonly string[];
  source: string | undefined;
  guide: Guided | undefined;
  /** What its words stand for, in order. */
  operands: readonly Operand[];
  /** The param that a flag gives, by the name under which commander keeps its value. */
  paramOf: (attribute: string) => Param | undefined;
  run: (raw: Record<string, unknown>, services: Services) => Promise<Result>;
}

export interface Operand {
  name: string;
  param: Param;
  /** It takes all words that are left. */
  rest: boolean;
}

export function defineCommand<P extends Params, Row>(
  definition: CommandDefinition<P, Row>,
): Command {
  const {
    action,
    positionals = [],
    rest = false,
    words,
    source,
    flags = {},
    guide,
    examples,
    columns,
    present,
    presentRows,
    isTimeless = false,
  } = definition;
  const wordNames: readonly string[] = positionals;
  const asWords: readonly string[] = words?.names ?? positionals;
  const flagged = Object.entries<Param>(action.params).filter(([name]) => !asWords.includes(name));
  const attributeFor = (name: string, param: Param) =>
    attributeOf((flags as Record<string, string | undefined>)[name] ?? flagText(name, param));
  return {
    summary: action.summary,
    examples,
    view: {
      columns,
      present: present as View['present'],
      presentRows: presentRows as View['presentRows'],
    },
    isTimeless,
    configure(commander) {
      commander.description(`${action.summary}.`);
      if (words !== undefined) commander.argument('[words...]').usage(`${words.usage} [options]`);
      for (const [index, name] of wordNames.entries()) {
        const param = action.params[name];
        if (param === undefined) continue;
        const text = rest && index === wordNames.length - 1 ? `${name}...` : name;
        commander.argument(
          param.required === true && name !== source ? `<${text}>` : `[${text}]`,
          param.summary,
        );
      }
      for (const [name, param] of flagged)
        addFlag(commander, name, param, (flags as Record<string, string | undefined>)[name]);
    },
    gather(given, values) {
      const raw: Record<string, unknown> = {
        ...(words?.parse(given) ?? positional(wordNames, given)),
      };
      for (const [name, param] of flagged) {
        const value = values[attributeFor(name, param)];
        if (value !== undefined) raw[name] = value;
      }
      return raw;
    },
    source,
    guide,
    operands: asWords.flatMap((name, index) => {
      const param = action.params[name];
      return param === undefined
        ? []
        : [{ name, param, rest: rest && index === asWords.length - 1 }];
    }),
    paramOf: (attribute) =>
      flagged.find(([name, param]) => attributeFor(name, param) === attribute)?.[1],
    sources: flagged
      .filter(([, param]) => param.kind === 'pairs' && param.sources === true)
      .map(([name]) => name),
    json: flagged.filter(([, param]) => param.kind === 'json').map(([name]) => name),
    rows: flagged.filter(([, param]) => param.kind === 'rows').map(([name]) => name),
    secrets: flagged.filter(([, param]) => param.kind === 'secret').map(([name]) => name),
    run: async (raw, services) => await action.run(parseInput(action.params, raw), services),
  };
}

function positional(names: readonly string[], given: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name, index) => {
      const text = index === names.length - 1 ? given.slice(index).join(' ') : given[index];
      return [name, text === undefined || text === '' ? undefined : text];
    }),
  );
}

function addFlag(
  commander: Commander,
  name: string,
  param: Param,
  written: string | undefined,
): void {
  const text = written ?? flagText(name, param);
  const summary = flagSummary(param);
  switch (param.kind) {
    case 'boolean':
      // What is decided elsewhere unless it is said can be said either way.
      if (text.includes('[no-]')) {
        commander.option(text.replace('[no-]', ''), summary);
        commander.option(text.replace('[no-]', 'no-'), `do not ${summary}`);
      } else commander.option(text, summary);
      break;
    case 'pairs':
    case 'texts':
      commander.option(
        text,
        `${summary}; repeatable`,
        (value: string, earlier: string[] | undefined) => [...(earlier ?? []), value],
      );
      break;
    case 'list':
      commander.option(text, summary, (value: string, earlier: string | undefined) =>
        earlier === undefined ? value : `${earlier},${value}`,
      );
      break;
    case 'string':
    case 'secret':
    case 'rows':
    case 'integer':
    case 'json':
      commander.addOption(
        commander
          .createOption(text, summary)
          // Counts where a value may be left out: `--last [n]`.
          .preset('1')
          .argParser((value: string, earlier: string | undefined) => {
            if (earlier === undefined) return value;
            throw new UsageError(`${/--[\w-]+/.exec(text)?.[0] ?? text} is given twice.`, {
              hint: 'Give it once.',
            });
          }),
      );
      break;
  }
}

function flagSummary(param: Param): string {
  if (param.kind === 'integer' && param.default !== undefined)
    return `${param.summary} (default ${param.default})`;
  return param.kind === 'boolean' && param.default === true
    ? `do not ${param.summary}`
    : param.summary;
}

function flagText(name: string, param: Param): string {
  const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  switch (param.kind) {
    case 'boolean':
      return param.default === true ? `--no-${flag}` : `--${flag}`;
    case 'integer':
      return `--${flag} <n>`;
    case 'list':
      return `--${flag} <names>`;
    case 'pairs':
      return `--${flag} <name=value>`;
    case 'texts':
      return `--${flag} <text>`;
    case 'json':
      return `--${flag} <json>`;
    case 'secret':
      return `--${flag} <@file|-|env>`;
    case 'rows':
      return `--${flag} <@file|->`;
    case 'string':
      return `--${flag} <${param.choices === undefined ? 'text' : param.choices.join('|')}>`;
  }
}

/** The name under which commander keeps a flag's value: `--no-check` is `check`, `--order-by` is `orderBy`. */
function attributeOf(text: string): string {
  const long = /--(?:\[no-\]|no-)?([\w-]+)/.exec(text)?.[1] ?? /^-(\w)/.exec(text)?.[1] ?? '';
  return long.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

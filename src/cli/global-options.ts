import { Option, type Command } from 'commander';
import { UsageError } from '../errors/errors.js';
import { formats, type Format } from '../output/format.js';
import type { Wanted } from './flags.js';
import { splitList } from '../text/split-list.js';

/** The options of every command, read. */
export interface GlobalOptions {
  output: Format | undefined;
  query: string | undefined;
  columns: string[] | undefined;
  outputFile: string | undefined;
  profile: string | undefined;
  tz: string | undefined;
  /** Seconds. */
  timeout: number | undefined;
  ca: string | undefined;
  include: boolean;
  input: boolean;
  yes: boolean;
  debug: boolean;
  quiet: boolean;
  color: boolean;
  ascii: boolean;
  rawCsv: boolean;
  excel: boolean;
}

export function addGlobalOptions(program: Command): Command {
  const options = [
    new Option('-o, --output <format>', `how to show the result: ${formats.join(', ')}`),
    new Option('--json', 'the same as -o json'),
    new Option('--query <expression>', 'JMESPath over the whole result'),
    new Option('--columns <names>', 'only these columns, such as id,company.name'),
    new Option('--output-file <path>', 'write the result to a file, or a document into a folder'),
    new Option(
      '--profile <name>',
      'connection to use: sandbox, or one of cwm login (cwm profile list)',
    ),
    new Option(
      '--tz <zone>',
      'time zone of dates, such as Europe/Berlin; the profile’s or the machine’s unless told',
    ),
    new Option('--timeout <seconds>', 'how long one try of a request may take (default 60)'),
    new Option('--ca <file>', 'trust the certificates in this PEM file too'),
    new Option('--include', 'show status and headers of an answer, on standard error'),
    new Option('--no-input', 'never ask'),
    new Option('-y, --yes', 'approve writes'),
    new Option('--debug', 'show why: the causes of an error, the ranking of a search'),
    new Option('--quiet', 'no notices and no warnings'),
    new Option('--error-file <path>', 'also write an error to this file, as JSON'),
    new Option('--no-color', 'no colours'),
    new Option('--no-ascii', 'keep characters beyond ASCII in JSON for a pipe on Windows'),
    new Option('--raw-csv', 'do not defuse formulas in CSV cells'),
    new Option('--excel', 'csv for a spreadsheet: local times, separators of this machine'),
  ];
  for (const option of options) program.addOption(option);
  return program;
}

/** What the values of these options name. */
export const globalValues: Readonly<Record<string, Wanted>> = {
  output: { choices: formats },
  columns: { completes: 'columns' },
  outputFile: { completes: 'file' },
  profile: { completes: 'profile' },
  tz: { completes: 'zone' },
  ca: { completes: 'file' },
  errorFile: { completes: 'file' },
};

export function readGlobalOptions(values: Record<string, unknown>): GlobalOptions {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const output = values['json'] === true ? 'json' : readFormat(text('output'));
  const excel = values['excel'] === true;
  if (excel && output !== undefined && output !== 'csv') {
    throw new UsageError(`--excel makes csv, not ${output}.`, { hint: 'Leave out one of them.' });
  }
  return {
    output: excel ? 'csv' : output,
    excel,
    query: text('query'),
    columns: text('columns') === undefined ? undefined : splitList(text('columns') ?? ''),
    outputFile: text('outputFile'),
    profile: text('profile'),
    tz: text('tz'),
    timeout: readTimeout(text('timeout')),
    ca: text('ca'),
    include: values['include'] === true,
    input: values['input'] !== false,
    yes: values['yes'] === true,
    debug: values['debug'] === true,
    quiet: values['quiet'] === true,
    color: values['color'] !== false,
    ascii: values['ascii'] !== false,
    rawCsv: values['rawCsv'] === true,
  };
}

/** The longest timeout, in seconds: an hour. */
const longestTimeout = 3600;

function readTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : 0;
  if (seconds < 0.001 || seconds > longestTimeout)
    throw new UsageError(`--timeout cannot be "${text}".`, {
      hint: `It takes seconds, up to ${longestTimeout}, such as --timeout 120.`,
    });
  return seconds;
}

function readFormat(name: string | undefined): Format | undefined {
  if (name === undefined) return undefined;
  const format = formats.find((one) => one === name.toLowerCase());
  if (format === undefined)
    throw new UsageError(`There is no output format "${name}".`, {
      hint: `Formats: ${formats.join(', ')}.`,
    });
  return format;
}

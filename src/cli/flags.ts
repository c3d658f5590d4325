import { Command as Commander, type Option } from 'commander';
import type { Completes, Param } from '../actions/define.js';
import type { Command } from './define-command.js';
import { addGlobalOptions, globalValues } from './global-options.js';

/** What a value may be. */
export interface Wanted {
  choices?: readonly string[] | undefined;
  completes?: Completes | undefined;
  /** JSON, or where it is. */
  isJson?: boolean;
}

/** A flag as it can be written. */
export interface Flag {
  /** The one that help shows first: `--fields`, or `-p` where there is no long one. */
  text: string;
  short: string | undefined;
  summary: string;
  /** Whether a value follows it. */
  value: 'none' | 'optional' | 'required';
  isRepeatable: boolean;
  wanted: Wanted;
}

/** The flags of a command, its own first; without one those of every command. */
export function flagsOf(command: Command | undefined): Flag[] {
  const own = new Commander();
  command?.configure(own);
  const common = addGlobalOptions(new Commander());
  return [
    ...own.options.map((option) => flagOf(option, command?.paramOf(option.attributeName()))),
    ...common.options.map((option) => flagOf(option, undefined)),
    { ...help },
  ];
}

function flagOf(option: Option, param: Param | undefined): Flag {
  const { long, short, description, required, optional } = option;
  return {
    text: long ?? short ?? option.flags,
    short,
    summary: description,
    value: required ? 'required' : optional ? 'optional' : 'none',
    isRepeatable: param !== undefined && ['pairs', 'texts', 'list'].includes(param.kind),
    wanted: param === undefined ? (globalValues[option.attributeName()] ?? {}) : wantedFor(param),
  };
}

/** What the value of a param may be. */
export function wantedFor(param: Param): Wanted {
  return {
    choices: param.kind === 'string' ? param.choices : undefined,
    completes: param.completes,
    isJson: param.kind === 'json',
  };
}

const help: Flag = {
  text: '--help',
  short: '-h',
  summary: 'print help',
  value: 'none',
  isRepeatable: false,
  wanted: {},
};

import type { Command } from './define-command.js';

/** The command tree as `--help` needs it; a command's own file is loaded when it is used. */
export type Branch = Leaf | Group;

export interface Leaf {
  name: string;
  summary: string;
  hidden?: boolean;
  /** Asked in the middle of a line, where nobody could read what went wrong: a failure is no answer. */
  silent?: boolean;
  load: () => Promise<{ default: Command }>;
}

export interface Group {
  name: string;
  summary: string;
  hidden?: boolean;
  commands: readonly Branch[];
}

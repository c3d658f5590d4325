import type { Command } from './define-command.js';

/** The command tree as `--help` needs it; a command's own file is loaded when it is used. */
export type Branch = Leaf | Group;

export interface Leaf {
  name: string;
  summary: string;
  hidden?: boolean;
  load: () => Promise<{ default: Command }>;
}

export interface Group {
  name: string;
  summary: string;
  hidden?: boolean;
  commands: readonly Branch[];
}

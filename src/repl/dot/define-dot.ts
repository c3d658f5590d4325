import { defineAction, type InputOf, type Params, type Result } from '../../actions/define.js';
import { defineCommand, type Command, type CommandDefinition } from '../../cli/define-command.js';
import type { Context } from '../../context.js';
import type { View } from '../../output/render.js';
import type { Services } from '../../services.js';
import type { Session } from '../session.js';

/** A command that a session has beside those of cwm. */
export interface DotCommand {
  name: string;
  /** What can follow the name. */
  usage: string;
  summary: string;
  /** Made for each line: it shows what the session knows then. */
  command: (desk: SessionDesk) => Command;
}

export interface SessionDesk {
  session: Session;
  context: Context;
}

interface DotDefinition<P extends Params, Row> extends Pick<
  CommandDefinition<P, Row>,
  'positionals' | 'rest' | 'examples' | 'columns' | 'present'
> {
  name: string;
  usage?: string;
  summary: string;
  params: P;
  /** How the result is shown, where another command decides that. */
  view?: (session: Session) => View | undefined;
  run: (
    input: InputOf<P>,
    desk: SessionDesk,
    services: Services,
  ) => Result<Row> | Promise<Result<Row>>;
}

/** It is an action like any other, so that flags, output and errors are those of every command. */
export function defineDot<const P extends Params, Row>({
  name,
  usage = '',
  summary,
  params,
  view,
  run,
  ...look
}: DotDefinition<P, Row>): DotCommand {
  return {
    name,
    usage,
    summary,
    command(desk) {
      const command = defineCommand<P, Row>({
        ...look,
        action: defineAction({
          name: name.slice(1),
          summary,
          params,
          run: async (input, services) => await run(input, desk, services),
        }),
      });
      return { ...command, view: view?.(desk.session) ?? command.view };
    },
  };
}

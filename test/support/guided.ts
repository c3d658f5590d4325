import { runCwm, type Reply, type Run, type RunOptions } from './run-cwm.js';

/** A person at a terminal without colours, who answers the questions of a guided call. */
export async function guided(
  replies: Reply[],
  { argv = [], ...options }: RunOptions & { argv?: string[] } = {},
): Promise<Run> {
  return await runCwm(['call', ...argv], {
    tty: true,
    replies,
    ...options,
    env: { NO_COLOR: '1', ...options.env },
  });
}

/** Answers that choose the list of service boards and nothing else of it. */
export const allBoards: Reply[] = [
  { type: 'service boards', take: 'GET    /service/boards ' },
  'Done',
];

export const boards = [{ id: 1, name: 'Help Desk' }];

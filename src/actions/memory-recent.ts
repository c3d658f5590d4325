import { ConfigError, UsageError } from '../errors/errors.js';
import { shownCall } from '../memory/placeholders.js';
import type { RecentCall } from '../memory/recent.js';
import type { Services } from '../services.js';
import { defineAction, many, type Result } from './define.js';

/** A recent call as it is shown: n is what `memory save --last n` takes. */
export type RecentRow = { n: number } & RecentCall;

export const memoryRecent = defineAction({
  name: 'memory_recent',
  summary: 'List the last successful calls of the connection, or stop noting them',
  params: {
    off: { kind: 'boolean', default: false, summary: 'note no calls, and forget those noted' },
    on: { kind: 'boolean', default: false, summary: 'note calls again' },
  },
  async run({ off, on }, services): Promise<Result<RecentRow>> {
    if (off && on)
      throw new UsageError('--off and --on do not go together.', { hint: 'Give one of them.' });
    if (off || on) return await note(on, services);
    const memory = await services.memoryIfThere();
    const calls = memory?.recent.list(connectionOf(services)) ?? [];
    if (calls.length === 0)
      services.report.note(whyNotNoted(services) ?? 'No call was made with this connection yet.');
    return many(
      calls.map(({ has_body, at, ...call }, index) => {
        const { method, path, params } = shownCall({ ...call, data: null });
        return { n: index + 1, method, path, params, has_body, at };
      }),
    );
  },
});

/** Turns it on or off by the setting; off forgets those that there are. */
async function note(on: boolean, { config, memoryIfThere }: Services): Promise<Result<RecentRow>> {
  // Opened first: what an older file says of it is none of it any more.
  const memory = await memoryIfThere();
  await config().change((settings) => ({ ...settings, recentCalls: on ? undefined : false }));
  if (!on) memory?.recent.forget();
  return {
    kind: 'none',
    note: on ? 'Calls are noted again.' : 'No calls are noted any more; --on begins again.',
  };
}

/** Why there are no recent calls, where they are turned off. */
export function whyNotNoted({ remembers, notesCalls }: Services): string | undefined {
  if (!remembers) return 'Calls are not noted: CWM_NO_MEMORY is set.';
  return notesCalls() ? undefined : 'Calls are not noted: cwm memory recent --on';
}

/** What the connection is known by. Throws ConfigError where none is set up. */
export function connectionOf(services: Services): string {
  const name = services.connectionName();
  if (name !== undefined) return name;
  throw new ConfigError('No ConnectWise connection is set up, and calls are noted by connection.', {
    hint: 'Run cwm login, or look at those of the sandbox: --profile sandbox',
  });
}

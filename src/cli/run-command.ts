import { resolve } from 'node:path';
import type { Keepable, Result } from '../actions/define.js';
import type { Context } from '../context.js';
import { CancelledError, LocalError, UsageError } from '../errors/errors.js';
import { exitCodes } from '../errors/exit-codes.js';
import { flagOf } from '../text/flag.js';
import type { Services } from '../services.js';
import { inertLine } from '../text/sanitize.js';
import { shellWord } from '../text/shell-words.js';
import { ClosedPipe } from '../terminal/io.js';
import { createStyle } from '../terminal/style.js';
import { createApproval } from './approval.js';
import { canAsk } from './can-ask.js';
import { readJson, readPairs, readSecret, readSource } from './data.js';
import type { Command, Guided } from './define-command.js';
import { readGlobalOptions, type GlobalOptions } from './global-options.js';
import { createReport, type CliReport } from './report.js';
import { prepareShowing } from './show.js';

/**
 * Runs one command: words and flags become checked input, the action's result is shown. `given` are the flags that were
 * written, in contrast to those that have a value of their own; `session` opens one, where that can be. Returns the exit
 * code.
 */
export async function runCommand(
  command: Command,
  words: readonly string[],
  flags: Record<string, unknown>,
  given: readonly string[],
  context: Context,
  session: Services['session'],
): Promise<number> {
  const options = readGlobalOptions(flags);
  const input = await gatherInput(command, words, flags, context);
  const report = await createReport(context, options);
  if (options.rawCsv && options.output === 'csv') {
    report.warn('With --raw-csv a spreadsheet runs cells that begin with = + - or @ as formulas.');
  }
  const showing = await prepareShowing(options, context, report, command.isTimeless);
  const isPerson = canAsk(context.io, options);
  const ofSession = context.session?.words ?? [];
  const isOfSession = (name: string) => ofSession.includes(flagOf(name));
  const services = context.services({
    profile: options.profile,
    zone: options.tz,
    timeout: options.timeout,
    ca: options.ca === undefined ? undefined : resolve(context.cwd, options.ca),
    report,
    readOnly: context.session?.readOnly === true,
    preapproved: options.yes,
    ...createApproval(context, options, report),
    ask: isPerson ? async (question) => await context.prompt.text(question) : undefined,
    session,
    // Who gives more than words says what is wanted.
    reusesMemory: isPerson && given.every((name) => name === 'profile' || isOfSession(name)),
    expect: showing.expect,
  });
  try {
    const { guide } = command;
    const isAsked = guide !== undefined && isPerson && (await guide.needed(input, services));
    if (!isAsked) guide?.refuse?.(input);
    const answer = isAsked
      ? await runGuide(guide, input, services, context, { ...options, report })
      : await command.run(input, services);
    if (answer === undefined) return exitCodes.ok;
    const result = context.session?.see(answer, command, services) ?? answer;
    await report.flush();
    await showOnce(result, () => showing.show(result, command.view));
    if (result.kind === 'none' && result.note !== '') report.note(result.note);
    await report.flush();
    if (isAsked && guide.onlyOffers !== true) await askToKeep(result, services, context);
    else if (isPerson) await offerToKeep(result, report, context, options);
    if (result.advice !== undefined) report.note(result.advice);
    const failure = result.failure?.();
    if (failure !== undefined) throw failure;
    await result.meanwhile?.();
    return result.exitCode ?? exitCodes.ok;
  } catch (error) {
    await showing.discard();
    throw error;
  } finally {
    await report.flush();
  }
}

async function runGuide(
  { load }: Guided,
  raw: Record<string, unknown>,
  services: Services,
  context: Context,
  options: Pick<GlobalOptions, 'color' | 'debug'> & { report: CliReport },
): Promise<Result | undefined> {
  const { guide } = await load();
  const { prompt, shell, env, redact } = context;
  const { stderr } = context.io;
  const { report } = options;
  return await guide(raw, {
    services,
    prompt,
    style: await createStyle(stderr, env, options.color),
    width: stderr.columns,
    shell,
    async say(text) {
      await report.flush();
      await stderr.write(`${redact(text)}\n`);
    },
    async fail(error) {
      await report.flush();
      const { showToPerson } = await import('./failure.js');
      return await showToPerson(error, options, context);
    },
  });
}

/** Who was asked for a call is asked this as well. It has been made: no answer is as good as no. */
async function askToKeep(
  { keepable }: Result,
  services: Services,
  { prompt, session }: Context,
): Promise<void> {
  const found = await keepable?.();
  if (found === undefined || isBareRead(found) || session?.isNewOffer(found) === false) return;
  const { call, description } = found;
  try {
    if (!(await prompt.confirm(`Keep it as "${inertLine(description)}"?`))) return;
  } catch (error) {
    if (error instanceof CancelledError) return;
    throw error;
  }
  const { keepAfter } = await import('../actions/remembered.js');
  await keepAfter(call, description, services);
}

/** How to keep a read that is worth it. A write is repeated by those alone who mean to. */
async function offerToKeep(
  { keepable }: Result,
  report: CliReport,
  { session, shell }: Context,
  { profile }: Pick<GlobalOptions, 'profile'>,
): Promise<void> {
  const found = await keepable?.();
  // What is not noted is not there for --last.
  if (found?.isNoted !== true || found.call.method !== 'GET' || isBareRead(found)) return;
  if (session !== undefined) {
    await session.offer(found);
    return;
  }
  const { description } = found;
  // The recent calls are those of a connection.
  const where = profile === undefined ? '' : ` --profile ${shellWord(profile, shell)}`;
  report.note(`Keep it: cwm memory save ${shellWord(description, shell)} --last${where}`);
}

/** An endpoint alone is as short as the name that it would be kept under, and leafing through it is no habit. */
function isBareRead({ call: { method, params } }: Keepable): boolean {
  return method === 'GET' && Object.keys(params).every((name) => extents.includes(name));
}

/** Parameters that say how much of a list is wanted, not of what. */
const extents: readonly string[] = ['page', 'pageSize', 'pageId', 'limit', 'all'];

/** A write that was carried out stays so when showing its answer fails: nobody may take it for undone and repeat it. */
async function showOnce({ wrote, outcomes }: Result, show: () => Promise<void>): Promise<void> {
  try {
    await show();
  } catch (error) {
    if (wrote === undefined || error instanceof ClosedPipe) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalError(`${wrote} But the answer could not be shown: ${reason}`, {
      hint:
        outcomes === undefined
          ? 'Do not send it again: it was carried out.'
          : 'Do not begin again: the same command with --resume tells what became of each row, and sends none that is done.',
      cause: error,
    });
  }
}

/** The raw input, with what `@file`, `-` and `env:` stand for read. */
async function gatherInput(
  command: Command,
  words: readonly string[],
  flags: Record<string, unknown>,
  context: Context,
): Promise<Record<string, unknown>> {
  refuseSecondStdin(command, flags);
  const json: Record<string, unknown> = {};
  for (const name of command.json) {
    if (typeof flags[name] === 'string')
      json[name] = await readJson(flags[name], `--${name}`, context);
  }
  const raw = { ...command.gather(words, flags), ...json };
  for (const name of command.sources) {
    const pairs = raw[name];
    if (Array.isArray(pairs)) raw[name] = await readPairs(pairs.map(String), '--set-from', context);
  }
  if (command.rows.some((name) => raw[name] !== undefined)) {
    const { rowSource } = await import('./row-source.js');
    for (const name of command.rows)
      if (typeof raw[name] === 'string') raw[name] = rowSource(raw[name], `--${name}`, context);
  }
  for (const name of command.secrets) {
    if (typeof raw[name] === 'string')
      raw[name] = await readSecret(raw[name], `--${name}`, context);
  }
  const { source } = command;
  if (source !== undefined && (raw[source] === undefined || raw[source] === '-'))
    raw[source] = await readStdin(source, context);
  return raw;
}

/** Standard input ends with the first that reads it: a second one would get an empty text. */
function refuseSecondStdin({ json, sources, rows }: Command, flags: Record<string, unknown>): void {
  const values = [...json, ...sources, ...rows].flatMap((name) => flags[name]);
  const readers = values.filter(
    (value) => typeof value === 'string' && /^(?:[^=]*=\s*)?-$/.test(value),
  );
  if (readers.length > 1) {
    throw new UsageError('Standard input can be read only once.', {
      hint: `Write one of the texts to a file and give it as '@file'.`,
    });
  }
}

async function readStdin(name: string, context: Context): Promise<string> {
  if (context.io.stdin.isTerminal)
    throw new UsageError(`The ${name} is missing.`, {
      hint: 'Give it as a word, or pipe it into the command.',
    });
  return await readSource('-', name, context);
}

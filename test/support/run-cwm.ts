import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { Clock } from '../../src/api/clock.js';
import type { KeyStore } from '../../src/config/keys.js';
import { main } from '../../src/main.js';

import type { Conversation, Output } from '../../src/terminal/io.js';
import { heldSecrets, refuseLeaks, secretsOf, watchFiles } from './canary.js';
import { fakeClock } from './fake-clock.js';
import { brokenKeyring } from './keyrings.js';
import { scriptedPrompt } from './scripted-prompt.js';

export interface RunOptions {
  env?: Record<string, string>;
  /** Standard input, output and error are terminals. */
  tty?: boolean;
  columns?: number;
  stdin?: string | Uint8Array;
  /** Answers to confirmations, in order. */
  answers?: boolean[];
  /** Answers to questions for a text, in order. */
  texts?: string[];
  /** Answers to questions of every kind, in order, in place of the two above. */
  replies?: Reply[];
  /** Lines typed into a session, which ends after them. */
  lines?: string[];
  platform?: NodeJS.Platform;
  cwd?: string;
  /** Who an assistant's server talks to. */
  conversation?: Conversation;
  /** The user's own folder, where applications have their settings; that of cwm's data unless given. */
  userHome?: string;
  /** Folder of cwm's data; a new one for each run unless given. */
  home?: string;
  signal?: AbortSignal;
  /** Gets standard output as it comes, for a command that goes on. */
  onOutput?: (text: string) => void;
  /** The time it is, or what tells it where it goes on. */
  now?: Date | (() => Date);
  /** Time zone of the machine; UTC unless given. */
  machineZone?: string;
  /** Time for waiting; waits pass at once unless given. */
  clock?: Clock;
  /** The system's keyring; none can be used unless given. */
  keyring?: KeyStore;
  /** The machine's; en-US unless given. */
  locale?: string;
}

/**
 * An answer: true or false, a text, the part of a choice's name that tells which one, a list of those, or what is typed
 * into a box that finds choices, and which of those is taken (the first one unless told).
 */
export type Reply = boolean | string | readonly string[] | { type: string; take?: string };

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
  /** Questions that were asked. */
  questions: string[];
  /** Milliseconds of each wait that a server asked for, or that was left between tries. */
  waits: number[];
  /** Standard output as JSON. */
  json: () => unknown;
  /** The error envelope: the last line of standard error. */
  error: () => ErrorEnvelope;
}

export interface ErrorEnvelope {
  code: string;
  message: string;
  hint: string | null;
  exit: number;
  status: number | null;
  retryable: boolean;
  method: string | null;
  url: string | null;
  requestId: string | null;
  check?: string;
  details: {
    code: string;
    message: string;
    resource?: string;
    field?: string;
    allowed?: string[];
  }[];
}

/**
 * Runs one command line through the real main, with streams in memory and an environment of its own. A key of the
 * connection in what it shows, asks or leaves behind fails the test.
 */
export async function runCwm(argv: string[], options: RunOptions = {}): Promise<Run> {
  const { tty = false, columns = 120, stdin = '' } = options;
  const bytes = typeof stdin === 'string' ? Buffer.from(stdin) : stdin;
  const stdout = memoryOutput(tty, columns, options.onOutput);
  const stderr = memoryOutput(tty, columns);
  const questions: string[] = [];
  const clock = fakeClock();
  const home = options.home ?? temporaryFolder();
  const { now } = options;
  watchFiles(home, secretsOf(options.env));
  const code = await main(argv, {
    env: {
      CWM_HOME: home,
      CWM_CATALOG: inject('catalogFile'),
      // Paths of Windows are names of files here, and would be made in the folder that the tests run in.
      ...(options.platform === 'win32' && process.platform !== 'win32'
        ? { CWM_NO_MEMORY: '1' }
        : {}),
      ...options.env,
    },
    io: {
      stdin: {
        isTerminal: tty,
        readAll: () => Promise.resolve(bytes),
        async *chunks() {
          yield await Promise.resolve(bytes);
        },
      },
      stdout,
      stderr,
      conversation: () => {
        if (options.conversation === undefined) throw new Error('nobody talks to it');
        return options.conversation;
      },
    },
    prompt: scriptedPrompt(options, questions),
    platform: options.platform ?? 'linux',
    cwd: options.cwd ?? process.cwd(),
    home: options.userHome ?? home,
    signal: options.signal ?? new AbortController().signal,
    now: typeof now === 'function' ? now : () => now ?? new Date(),
    machineZone: () => options.machineZone ?? 'UTC',
    clock: options.clock ?? clock,
    keyring: options.keyring ?? brokenKeyring,
    locale: options.locale ?? 'en-US',
  });
  const shown = { stdout: stdout.text(), stderr: stderr.text(), questions: questions.join('\n') };
  const secrets = [...secretsOf(options.env), ...heldSecrets(home, options.keyring)];
  watchFiles(home, secrets);
  for (const [where, text] of Object.entries(shown)) refuseLeaks(where, text, secrets);
  return {
    code,
    stdout: stdout.text(),
    stderr: stderr.text(),
    questions,
    waits: clock.waits,
    json: () => JSON.parse(stdout.text()) as unknown,
    error: () =>
      (JSON.parse(stderr.text().trimEnd().split('\n').at(-1) ?? '') as { error: ErrorEnvelope })
        .error,
  };
}

/** A folder that is removed when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cwm-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function memoryOutput(
  isTerminal: boolean,
  columns: number,
  onOutput?: (text: string) => void,
): Output & { text: () => string } {
  const chunks: Buffer[] = [];
  return {
    isTerminal,
    columns,
    write: (chunk) => {
      chunks.push(Buffer.from(chunk));
      onOutput?.(chunk.toString());
      return Promise.resolve();
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

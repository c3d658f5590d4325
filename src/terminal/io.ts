import type { Readable, Writable } from 'node:stream';
import { codeOf } from '../errors/code-of.js';
import { CwmError, LocalError } from '../errors/errors.js';
import { lazy } from '../text/lazy.js';
import { openFd } from './fd-output.js';

/** A stream that text is written to. */
export interface Output {
  isTerminal: boolean;
  /** Width in characters; 80 where nobody knows. */
  columns: number;
  /** Resolves when the text has left this process. Throws ClosedPipe when nobody reads any more. */
  write: (chunk: string | Uint8Array) => Promise<void>;
}

export interface Input {
  isTerminal: boolean;
  /** Everything until the end. An aborted signal ends the wait. */
  readAll: (signal: AbortSignal) => Promise<Uint8Array>;
  /** The same piece by piece, as it comes. */
  chunks: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
}

export interface Io {
  stdin: Input;
  stdout: Output;
  stderr: Output;
  /** Standard input and output as a conversation, which then has both for itself: whatever else is written goes to standard error. */
  conversation: () => Conversation;
  /** Tells of what was rejected and nobody handles, which would else end the process. Returns what gives that back. */
  watchStrays?: (tell: (reason: unknown) => void) => () => void;
}

export interface Conversation {
  input: Readable;
  output: Writable;
}

/** The reader of standard output has gone (`| head -1`): there is nothing left to do, and nothing is wrong. */
export class ClosedPipe extends CwmError {}

/** The process's own streams, each opened when it is first asked for: opening one costs start-up time. */
export function processIo(): Io {
  const stdout = lazy(() => output(1, () => process.stdout, standardOutput));
  const stderr = lazy(() => output(2, () => process.stderr, 'Standard error'));
  return {
    stdin: {
      get isTerminal() {
        return process.stdin.isTTY;
      },
      async readAll(signal) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of stdinChunks(signal)) chunks.push(chunk);
        return Buffer.concat(chunks);
      },
      chunks: stdinChunks,
    },
    conversation: () => ({ input: process.stdin, output: claimStdout() }),
    watchStrays(tell) {
      process.on('unhandledRejection', tell);
      return () => process.off('unhandledRejection', tell);
    },
    get stdout() {
      return stdout();
    },
    get stderr() {
      return stderr();
    },
  };
}

async function* stdinChunks(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { addAbortSignal } = await import('node:stream');
  for await (const chunk of addAbortSignal(signal, process.stdin)) yield chunk as Buffer;
}

/** Standard output for its one writer. What libraries print, and Node itself, goes to standard error from now on. */
function claimStdout(): Writable {
  const { stdout, stderr } = process;
  // Without a listener a reader that has gone would end the process with a stack trace; who writes is told anyway.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const write = stdout.write.bind(stdout);
  // Loading streams takes a twentieth of the start of a bare Node, and only a conversation needs one.
  const { Writable: Stream } = process.getBuiltinModule('node:stream');
  Object.assign(stdout, { write: stderr.write.bind(stderr) });
  return new Stream({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, _encoding, done) => {
      write(chunk, (error) => done(error));
    },
  });
}

const standardOutput = 'Standard output';

/** Width of what is no terminal. */
const defaultColumns = 80;

function output(fd: number, stream: () => NodeJS.WriteStream, name: string): Output {
  const writeFd = openFd(fd, process.platform);
  if (writeFd === undefined) return streamOutput(stream(), name);
  return {
    isTerminal: false,
    columns: defaultColumns,
    write: (chunk) =>
      writeFd(chunk).catch((error: unknown) => {
        throw writeError(error, name);
      }),
  };
}

function streamOutput(stream: NodeJS.WriteStream, name: string): Output {
  // Without a listener a failed write would end the process with a stack trace.
  stream.on('error', () => undefined);
  return {
    isTerminal: stream.isTTY,
    get columns() {
      return stream.columns > 0 ? stream.columns : defaultColumns;
    },
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stream.write(chunk, (error) => {
          if (error === undefined || error === null) resolve();
          else reject(writeError(error, name));
        });
      }),
  };
}

function writeError(error: unknown, name: string): CwmError {
  const closed = ['EPIPE', 'ERR_STREAM_DESTROYED', 'EOF', 'ECONNRESET'];
  const reason = error instanceof Error ? error.message : String(error);
  if (name === standardOutput && closed.includes(codeOf(error)))
    return new ClosedPipe('The output was closed.', { cause: error });
  return new LocalError(`${name} could not be written: ${reason}`, {
    hint: 'Is the disk full? Nothing more was written.',
    cause: error,
  });
}

export interface Signals {
  /** Aborted by Ctrl-C, or a request to end. */
  signal: AbortSignal;
  /** The signal of one piece of work: until `end`, Ctrl-C ends that alone and not the run. */
  scope: () => Scope;
  /** Gives the signals back. */
  release: () => void;
}

export interface Scope {
  signal: AbortSignal;
  end: () => void;
}

/** Milliseconds in which a second Ctrl-C is taken for the first, pressed twice by someone impatient. */
const impatience = 500;

/**
 * Listens for what asks the process to end. What does not end at the first Ctrl-C is ended by the second one: at once, or in
 * a session, where the first one may have been pressed twice, after a moment.
 */
export function listenForSignals(): Signals {
  const controller = new AbortController();
  const scopes: AbortController[] = [];
  let isSession = false;
  /** When Ctrl-C was pressed first, since the last piece of work began or ended. */
  let pressedAt: number | undefined;
  const interrupt = (): void => {
    if (!isSession) end('SIGINT');
    else if (pressedAt === undefined) {
      pressedAt = performance.now();
      // Between two pieces of work there is nothing to stop.
      scopes.at(-1)?.abort('SIGINT');
      // The terminal has shown `^C` where the cursor was; what is said about it begins on a line of its own.
      if (process.stderr.isTTY && process.platform !== 'win32') process.stderr.write('\n');
    } else if (performance.now() - pressedAt > impatience) process.exit(130);
  };
  const end = (name: string): void => {
    if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
    controller.abort(name);
  };
  const listeners = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => {
    const listener = name === 'SIGINT' ? interrupt : () => end(name);
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return {
    signal: controller.signal,
    scope() {
      isSession = true;
      pressedAt = undefined;
      const scope = openScope(controller.signal, scopes);
      return {
        signal: scope.signal,
        end() {
          pressedAt = undefined;
          scope.end();
        },
      };
    },
    release: () => listeners.forEach((off) => off()),
  };
}

/** Signals of a run that is ended by `signal` alone, and by no key. */
export function givenSignals(signal: AbortSignal): Signals {
  return { signal, scope: () => openScope(signal, []), release: () => undefined };
}

function openScope(whole: AbortSignal, scopes: AbortController[]): Scope {
  const own = new AbortController();
  scopes.push(own);
  return {
    signal: AbortSignal.any([own.signal, whole]),
    end: () => scopes.splice(scopes.indexOf(own), 1),
  };
}

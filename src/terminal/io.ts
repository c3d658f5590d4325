import { Writable, type Readable } from 'node:stream';
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
        const { addAbortSignal } = await import('node:stream');
        const chunks: Buffer[] = [];
        for await (const chunk of addAbortSignal(signal, process.stdin))
          chunks.push(chunk as Buffer);
        return Buffer.concat(chunks);
      },
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

/** Standard output for its one writer. What libraries print, and Node itself, goes to standard error from now on. */
function claimStdout(): Writable {
  const { stdout, stderr } = process;
  // Without a listener a reader that has gone would end the process with a stack trace; who writes is told anyway.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  const write = stdout.write.bind(stdout);
  Object.assign(stdout, { write: stderr.write.bind(stderr) });
  return new Writable({
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = error instanceof Error ? error.message : String(error);
  if (name === standardOutput && closed.includes(code))
    return new ClosedPipe('The output was closed.', { cause: error });
  return new LocalError(`${name} could not be written: ${reason}`, {
    hint: 'Is the disk full? Nothing more was written.',
    cause: error,
  });
}

/**
 * A signal that is aborted by Ctrl-C or a request to end. The second Ctrl-C ends the process at once.
 * `release` gives the signals back.
 */
export function listenForSignals(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const listeners = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => {
    const listener = (): void => {
      if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
      controller.abort(name);
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return { signal: controller.signal, release: () => listeners.forEach((off) => off()) };
}

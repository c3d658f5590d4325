import type { Readable, Writable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  ErrorCode,
  JSONRPCMessageSchema,
  type JSONRPCMessage,
} from '@modelcontextprotocol/sdk/types.js';
import { isRecord } from '../text/records.js';
import { readLines } from './lines.js';
import { wrongParams } from './request-params.js';

/** Bytes of one message. Nothing that an assistant has to say is larger. */
const longestMessage = 4 * 1024 * 1024;

/**
 * Messages as lines of two streams. Unlike the SDK's own, it answers what it cannot read instead of leaving the client to
 * wait, goes on after a line that is too long, and ends where nobody reads any more.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  /** Resolves when the client has gone: it says nothing more, or reads nothing more. */
  readonly gone: Promise<void>;
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #read: (chunk: Buffer | string) => void;

  constructor(input: Readable, output: Writable) {
    this.#input = input;
    this.#output = output;
    this.#read = readLines(longestMessage, {
      line: (text) => this.#receive(text),
      tooLong: () =>
        this.#refuse(
          null,
          ErrorCode.InvalidRequest,
          `A message of more than ${longestMessage / 1024 / 1024} MiB was skipped.`,
        ),
    });
    this.gone = new Promise((resolve) => {
      const end = () => resolve();
      input.once('end', end).once('close', end);
      output.once('close', end);
      // Listened to for good: without a listener a later one would end the process with a stack trace.
      for (const stream of [input, output]) stream.on('error', end);
    });
  }

  start(): Promise<void> {
    this.#input.on('data', this.#read);
    return Promise.resolve();
  }

  send(message: JSONRPCMessage): Promise<void> {
    return this.#write(JSON.stringify(message));
  }

  /** Takes nothing more; what is under way can still be answered. */
  stopReading(): void {
    this.#input.off('data', this.#read).pause();
  }

  close(): Promise<void> {
    this.stopReading();
    this.onclose?.();
    return Promise.resolve();
  }

  #receive(text: string): void {
    let given: unknown;
    try {
      given = JSON.parse(text);
    } catch {
      this.#refuse(null, ErrorCode.ParseError, 'The line is not JSON.');
      return;
    }
    const { success, data } = JSONRPCMessageSchema.safeParse(
      isRecord(given) ? ownMembers(given) : given,
    );
    if (!success) {
      this.#refuse(idOf(given), ErrorCode.InvalidRequest, complaintAbout(given));
      return;
    }
    const wrong = wrongParams(data);
    if (wrong === undefined) this.onmessage?.(data);
    else this.#refuse(idOf(given), ErrorCode.InvalidParams, wrong);
  }

  #refuse(id: string | number | null, code: number, message: string): void {
    void this.#write(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } }));
  }

  /** Resolves when the line has left, or has nowhere to go any more. */
  #write(line: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.#output.writable) this.#output.write(`${line}\n`, () => resolve());
      else resolve();
    });
  }
}

/** The members that the protocol knows: others are from a client that is ahead of it, and in nobody's way. */
function ownMembers(given: Record<string, unknown>): Record<string, unknown> {
  const known = ['jsonrpc', 'id', 'method', 'params', 'result', 'error'];
  // Some clients write null for no params.
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => known.includes(name) && !(name === 'params' && value === null),
    ),
  );
}

/** Whose request it was, as far as it can be told. */
function idOf(given: unknown): string | number | null {
  const id = isRecord(given) ? given['id'] : undefined;
  return typeof id === 'string' || Number.isInteger(id) ? (id as string | number) : null;
}

function complaintAbout(given: unknown): string {
  return Array.isArray(given)
    ? 'Several messages in one line are not taken: send a line for each.'
    : 'The line is no JSON-RPC 2.0 message.';
}

import { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { keepTypedAhead, takeTypedAhead } from './typed-ahead.js';

/** What is done at keys that the reader of a line knows nothing of. */
export interface OwnKeys {
  tab: () => void;
  search: () => void;
  /** The terminal went away. */
  gone: () => void;
}

export interface Keyboard {
  stream: Readable;
  /** Gives the terminal back. What was not read waits for the next line. */
  close: () => void;
}

/**
 * The keys of a terminal for the reader of one line. They come in pieces that end where the line may: the reader is closed
 * there, and would drop what was pasted after it.
 */
export function openKeyboard(input: ReadStream, own: OwnKeys): Keyboard {
  const stream = Object.assign(new Readable({ read: () => undefined }), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => input.setRawMode(isRaw),
  });
  let pending = takeTypedAhead(input);
  let isClosed = false;
  let isBusy = false;
  const next = (): void => {
    if (isClosed || isBusy || pending.length === 0) return;
    const { piece, key, rest } = firstPiece(pending);
    pending = rest;
    // Byte by byte, since the reader puts what comes in one go at the end of the line, wherever its cursor is.
    if (piece !== undefined) for (const byte of piece) stream.push(Buffer.of(byte));
    else own[key]();
    isBusy = true;
    setImmediate(settle);
  };
  /** Goes on when the reader has taken what was pushed: it closes the keyboard where that ended the line. */
  const settle = (): void => {
    isBusy = stream.readableLength > 0;
    if (isBusy && !isClosed) setImmediate(settle);
    else next();
  };
  const onData = (chunk: Buffer | string): void => {
    pending = Buffer.concat([pending, Buffer.from(chunk)]);
    next();
  };
  const onGone = () => own.gone();
  input.on('data', onData).on('end', onGone).on('error', onGone).resume();
  if (input.readableEnded) setImmediate(onGone);
  setImmediate(next);
  return {
    stream,
    close() {
      isClosed = true;
      input.off('data', onData).off('end', onGone).off('error', onGone).pause();
      keepTypedAhead(input, pending);
    },
  };
}

export type Piece = { rest: Buffer } & (
  { piece: Buffer; key?: undefined } | { piece?: undefined; key: 'tab' | 'search' }
);

const [tab, lineFeed, carriageReturn, ctrlC, ctrlD, ctrlR] = [0x09, 0x0a, 0x0d, 0x03, 0x04, 0x12];

/** What can be handed on of what was typed, and what is left. A tab that something follows was pasted: it is a blank. */
export function firstPiece(bytes: Buffer): Piece {
  if (bytes[0] === ctrlR) return { key: 'search', rest: bytes.subarray(1) };
  const end = bytes.findIndex((byte) =>
    [lineFeed, carriageReturn, ctrlC, ctrlD, ctrlR].includes(byte),
  );
  const blank = (piece: Buffer) => Buffer.from(piece.map((byte) => (byte === tab ? 0x20 : byte)));
  if (end === -1) {
    const written = bytes.findLastIndex((byte) => byte !== tab) + 1;
    if (written === 0) return { key: 'tab', rest: Buffer.alloc(0) };
    return { piece: blank(bytes.subarray(0, written)), rest: bytes.subarray(written) };
  }
  if (bytes[end] === ctrlR)
    return { piece: blank(bytes.subarray(0, end)), rest: bytes.subarray(end) };
  const isPair = bytes[end] === carriageReturn && bytes[end + 1] === lineFeed;
  return {
    piece: blank(bytes.subarray(0, end + 1)),
    rest: bytes.subarray(end + (isPair ? 2 : 1)),
  };
}

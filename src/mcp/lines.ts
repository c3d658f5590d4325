/** What is made of the lines of a stream. */
export interface LineTaker {
  line: (text: string) => void;
  /** In place of a line that is longer than allowed, which is not kept. */
  tooLong: () => void;
}

const newline = 0x0a;

/** Cuts chunks of bytes into lines of UTF-8, whatever they end with; empty ones are left out. */
export function readLines(
  longest: number,
  { line, tooLong }: LineTaker,
): (chunk: Buffer | string) => void {
  let pieces: Buffer[] = [];
  let size = 0;
  const add = (piece: Buffer): void => {
    size += piece.length;
    if (size <= longest) pieces.push(piece);
    else pieces = [];
  };
  const finish = (): void => {
    // The byte order mark that Windows PowerShell begins a pipe with is white space to trim().
    const text = size > longest ? '' : Buffer.concat(pieces).toString('utf8').trim();
    const isTooLong = size > longest;
    pieces = [];
    size = 0;
    if (isTooLong) tooLong();
    else if (text !== '') line(text);
  };
  return (chunk) => {
    let rest = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
      add(rest.subarray(0, end));
      finish();
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) add(rest);
  };
}

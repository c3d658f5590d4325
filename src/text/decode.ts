import { UsageError } from '../errors/errors.js';

/**
 * Text of a file or of standard input: UTF-8 with or without byte order mark, or UTF-16 with one (what
 * Windows PowerShell writes with `>`). Other bytes are refused rather than guessed.
 */
export function decodeText(bytes: Uint8Array, source: string): string {
  const decode = decoder(bytes, source);
  return decode(bytes) + decode();
}

/** The same piece by piece, as the bytes come. */
export async function* decodeChunks(
  chunks: AsyncIterable<Uint8Array>,
  source: string,
): AsyncGenerator<string> {
  let head: Uint8Array = new Uint8Array();
  let decode: Decode | undefined;
  for await (const chunk of chunks) {
    const bytes = decode === undefined ? Buffer.concat([head, chunk]) : chunk;
    // The byte order mark has two bytes at least.
    if (bytes.length < 2 && decode === undefined) head = bytes;
    else yield (decode ??= decoder(bytes, source))(bytes);
  }
  yield decode === undefined ? decodeText(head, source) : decode();
}

/** Decodes what follows what was decoded before; without bytes what was held back, at the end. */
type Decode = (bytes?: Uint8Array) => string;

function decoder([first, second]: Uint8Array, source: string): Decode {
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  const stream = new TextDecoder(encoding, { fatal: true });
  return (bytes) => {
    try {
      const text = stream.decode(bytes, { stream: bytes !== undefined });
      if (!text.includes('\0')) return text;
    } catch {
      // refused below: the decoder's own message does not name the source
    }
    throw new UsageError(`${source} is neither UTF-8 nor UTF-16 with a byte order mark.`, {
      hint: 'Save it as UTF-8. In Excel: Save As, type "CSV UTF-8". In PowerShell: Set-Content -Encoding utf8.',
    });
  };
}

import { UsageError } from '../errors/errors.js';

/**
 * Text of a file or of standard input: UTF-8 with or without byte order mark, or UTF-16 with one (what
 * Windows PowerShell writes with `>`). Other bytes are refused rather than guessed.
 */
export function decodeText(bytes: Uint8Array, source: string): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // refused below: the decoder's own message does not name the source
  }
  throw new UsageError(`${source} is neither UTF-8 nor UTF-16 with a byte order mark.`, {
    hint: 'Save it as UTF-8. In PowerShell: Set-Content -Encoding utf8.',
  });
}

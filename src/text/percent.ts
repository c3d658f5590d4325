/** Percent-encodes also the quotes, parentheses and asterisks that the rules of URLs would leave. */
export function encodePercent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /['*()!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The bytes of one character in UTF-8, each as %XX. */
const encodedCharacter =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi;

/** Decodes the valid %XX sequences of a text that people wrote; what is not one stays as it is, and so does `+`. */
export function decodePercent(text: string): string {
  return text.replaceAll(encodedCharacter, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      // Bytes of the right form that stand for no character: overlong, a surrogate, beyond the last one.
      return sequence;
    }
  });
}

/** Every segment of a path decoded once and encoded once. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodePercent(decodePercent(segment)))
    .join('/');
}

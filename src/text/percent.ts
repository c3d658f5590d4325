/** Percent-encodes also the quotes, parentheses and asterisks that the rules of URLs would leave. */
export function encodePercent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /['*()!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Decodes the valid %XX sequences of a text that people wrote; what is not one stays as it is, and so does `+`. */
export function decodePercent(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
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

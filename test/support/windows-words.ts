export type Variables = Readonly<Record<string, string>>;

/** A command line as the Windows runtime splits it into words: `\"` is a quote, `""` within quotes too. */
export function splitWindows(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (/\s/.test(character) && !isQuoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word ??= '';
    const [slashes = ''] = /^\\+(?=")/.exec(line.slice(at)) ?? [];
    if (slashes !== '') {
      word += '\\'.repeat(Math.floor(slashes.length / 2));
      at += slashes.length - 1;
      if (slashes.length % 2 === 1) {
        word += '"';
        at++;
      }
    } else if (character !== '"') {
      word += character;
    } else if (isQuoted && line.charAt(at + 1) === '"') {
      word += '"';
      at++;
    } else {
      isQuoted = !isQuoted;
    }
  }
  return word === undefined ? words : [...words, word];
}

/** `%NAME%` as cmd's prompt expands it: what is not set stays as it was typed. */
export function expandPercent(line: string, variables: Variables): string {
  return line.replaceAll(/%(\w+)%/g, (written, name: string) => variables[name] ?? written);
}

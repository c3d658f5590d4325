/** What a line asks in plain words: all that stands behind its `?`, quotes and apostrophes included; undefined for any other line. */
export function sentenceIn(line: string): string | undefined {
  return /^\s*\?([^]*)$/.exec(line)?.[1]?.trim();
}

/** The words of the command that such a line stands for. */
export function sentenceWords(sentence: string): string[] {
  return sentence === '' ? ['ask', '--help'] : ['ask', '--', sentence];
}

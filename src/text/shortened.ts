/** What a message shows of a text that somebody else wrote. */
export function shortened(text: string, most = 60): string {
  if (text.length <= most) return text;
  // Half of a character of two is none.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A text cut after a word, where one ends in its second half. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = shortened(text, most);
  const word = cut.replace(/[\s,;(]+\S*$/, '…');
  return word.length > most / 2 ? word : cut;
}

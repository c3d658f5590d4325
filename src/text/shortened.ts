/** What a message shows of a text that somebody else wrote. */
export function shortened(text: string, most = 60): string {
  if (text.length <= most) return text;
  // Half of a character of two is none.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

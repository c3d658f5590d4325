/** Text as it is compared, case aside. Of the Greek sigma the last letter of a word has a form of its own. */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

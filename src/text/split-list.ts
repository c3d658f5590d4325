/** Names split at commas and white space: PowerShell's shim turns `a,b` into `a b`. */
export function splitList(text: string): string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

/** The value at a path of the column `record`: an index over it serves only what spells it like that. */
export function extracted(path: string): string {
  return `json_extract(record, ${jsonPath(path)})`;
}

/** Names of fields are identifiers of the catalog; a quote in one would be no name. */
export function jsonPath(path: string): string {
  const names = path.split('/').map((name) => `."${name.replaceAll(/["']/g, '')}"`);
  return `'$${names.join('')}'`;
}

import { quoted } from '../text/shell-words.js';

/** Where the cwm is that prints a script, so that the script can start it without a shim and from any folder. */
export interface OwnProgram {
  node: string;
  script: string;
}

/** Text of a script with nothing to escape in it, but for `\${` and backticks, which would end the template. */
export function scriptText(parts: TemplateStringsArray, ...values: readonly string[]): string {
  const literal = (text: string) => text.replaceAll(/\\(?=\$\{|`)/g, '');
  return parts.raw.map((part, index) => literal(part) + (values[index] ?? '')).join('');
}

/** Both paths as words of a shell that knows what sh does about quotes. */
export function shPaths({ node, script }: OwnProgram): { node: string; script: string } {
  return { node: quoted(node, 'sh'), script: quoted(script, 'sh') };
}

import { tokenize } from './lex.js';
import { ConditionSyntaxError } from './syntax-error.js';

/** A field path as the server takes it: `status.name` becomes `status/name`. */
export function slashPath(path: string): string {
  return path.replaceAll('.', '/');
}

/** The same condition with field paths written as the server takes them. */
export function slashFieldPaths(text: string): string {
  try {
    let slashed = '';
    let end = 0;
    for (const { kind, text: token, position } of tokenize(text)) {
      slashed += text.slice(end, position) + (kind === 'name' ? slashPath(token) : token);
      end = position + token.length;
    }
    return slashed + text.slice(end);
  } catch (error) {
    // What cannot be read is not changed either; the check says what is wrong with it.
    if (error instanceof ConditionSyntaxError) return text;
    throw error;
  }
}

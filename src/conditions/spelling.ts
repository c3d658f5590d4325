import { tokenize } from './lex.js';
import { ConditionSyntaxError } from './syntax-error.js';

/** A field path as the server takes it: `status.name` becomes `status/name`. */
export function slashPath(path: string): string {
  return path.replaceAll('.', '/');
}

/**
 * The same condition as the server takes it: `status.name` becomes `status/name`, and what only looks like a blank, as
 * texts from a web page have it, a blank.
 */
export function serverSpelling(text: string): string {
  try {
    let spelt = '';
    let end = 0;
    for (const { kind, text: token, position } of tokenize(text)) {
      const word = kind === 'name' ? slashPath(token) : token;
      spelt +=
        plainBlanks(text.slice(end, position)) + (kind === 'date' ? plainBlanks(word) : word);
      end = position + token.length;
    }
    return spelt + plainBlanks(text.slice(end));
  } catch (error) {
    // What cannot be read is not changed either; the check says what is wrong with it.
    if (error instanceof ConditionSyntaxError) return text;
    throw error;
  }
}

function plainBlanks(text: string): string {
  return text.replace(/[^\S\u0000-\u007f]/g, ' ');
}

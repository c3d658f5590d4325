import { UsageError } from '../errors/errors.js';
import { ConditionSyntaxError } from './lex.js';
import { parseCondition } from './parse.js';

/** Refuses a condition that the server could not read either, pointing at the place. */
export function checkConditions(name: string, text: string | undefined): void {
  if (text === undefined || text.trim() === '') return;
  try {
    parseCondition(text);
  } catch (error) {
    if (!(error instanceof ConditionSyntaxError)) throw error;
    throw new UsageError(
      `${name}: ${error.message}, at character ${error.position + 1} of: ${text}`,
      {
        hint: error.message.startsWith('text stands in quotes')
          ? lostQuotes(name)
          : `Text stands in quotes, dates in [ ], not before contains, like or in: ${flagOf(name)} "status/name = 'New' and lastUpdated > [2026-01-31T00:00:00Z]"`,
        cause: error,
      },
    );
  }
}

/** A shell that swallowed the double quotes: Windows PowerShell does so on the way to a program. */
function lostQuotes(name: string): string {
  return `If quotes were lost on the way, put single ones inside double ones: ${flagOf(name)} "status/name = 'New'"`;
}

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

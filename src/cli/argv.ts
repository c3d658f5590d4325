import { UsageError } from '../errors/errors.js';

/** Flags whose value is a list of names. A test holds this to the params of kind `list`. */
export const listFlags = ['--columns', '--fields', '--order-by'];

/**
 * Puts right, or refuses by name, what shells do to words on their way here. A list `a, b` is two words in cmd and
 * sh, and `a,b` may become two in PowerShell, which passes a bare `{…}` as `-encodedCommand` where npm's shim does not
 * stand between. `help x` is another spelling of `x --help`. What stands after `--` is meant as it is.
 */
export function repairArgv(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return end < 0 ? repaired(argv) : [...repaired(argv.slice(0, end)), ...argv.slice(end)];
}

function repaired(argv: readonly string[]): string[] {
  refuseScriptBlock(argv);
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  const whole: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    whole.push(word);
    const value = words[index + 1];
    // `id,summary` is whole; `id,` was typed with a blank after its comma.
    const isWhole = value === undefined || /,./.test(value);
    if (!listFlags.includes(word) || isWhole || !hasTarget(whole)) continue;
    const names = [value.replace(/,$/, '')];
    for (let next = 2; isFieldName(words[index + next]); next++)
      names.push((words[index + next] ?? '').replace(/,$/, ''));
    whole.push(names.join(','));
    index += names.length;
  }
  return whole;
}

function refuseScriptBlock(argv: readonly string[]): void {
  const at = argv.findIndex((word) => word.toLowerCase() === '-encodedcommand');
  if (at === -1) return;
  const block = Buffer.from(argv[at + 1] ?? '', 'base64').toString('utf16le');
  throw new UsageError(
    `PowerShell took {${block.slice(0, 80)}} for a script block and did not pass it on.`,
    {
      hint: `Put words that have braces into single quotes, such as '/service/tickets/{id}'; set body fields with --set 'summary = text'.`,
    },
  );
}

/** Flags that take no value: the word after any other flag belongs to it. */
const switches =
  /^(?:--json|--yes|--debug|--quiet|--include|--excel|--raw-csv|--dry-run|--resolve|--schema|--skeleton|--fit|--all|--count|--replace|--skip-invalid|--resume|--fail-fast|--read-only|--allow-writes|--http|--force|--on|--off|--help|--no-[a-z]+|-y|-h)$/;

/** Whether a word is a flag without a value; a test holds this to the flags that there are. */
export function isSwitch(word: string): boolean {
  return switches.test(word);
}

/** Whether the command and its target have come: before that a list may not swallow what follows it. */
function hasTarget(words: readonly string[]): boolean {
  const bare = words.filter((word, index) => {
    const before = words[index - 1];
    const isValue = before?.startsWith('-') === true && !before.includes('=') && !isSwitch(before);
    return !word.startsWith('-') && !isValue && !methods.test(word);
  });
  return bare.length >= 2;
}

const methods = /^(?:get|post|put|patch|delete)$/i;

function isFieldName(word: string | undefined): boolean {
  return (
    word !== undefined &&
    /^[a-z_]\w*(?:[./]\w+)*(?: (?:asc|desc))?,?$/i.test(word) &&
    !methods.test(word)
  );
}

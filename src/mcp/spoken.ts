/**
 * A message or hint as an assistant can follow it: flags of a command line by the names of arguments, commands by their
 * tools. What is meant for the command line stays as it is.
 */
export function spoken(text: string): string {
  if (/command line/i.test(text)) return text;
  const plain = phrases.reduce((said, [phrase, instead]) => said.replaceAll(phrase, instead), text);
  if (/command line/i.test(plain)) return plain;
  return plain
    .replaceAll(flags, (_flag, name: string) =>
      name.replaceAll(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase()),
    )
    .replaceAll(/\bcwm (call|describe|search|categories|raw)\b/g, (_command, name: string) =>
      String(tools[name]),
    )
    .replaceAll('--no-check', 'send_raw_api_request');
}

const upload =
  'A document is uploaded on the command line: cwm call POST /system/documents --file <path> -p recordType=Ticket -p recordId=1';

/** What only a command line can do, or does in other words. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/^Give one with --file <path>, or .*$/gm, `${upload}. A link to one goes as url in data.`],
  [/^(?=.*--file\b)(?:Documents|Name its file).*$/gm, `${upload}.`],
  [/A body to fill in: (?=cwm describe)/g, 'What it takes: '],
  [/cwm describe with --skeleton prints a body to fill in\./g, 'cwm describe tells its fields.'],
  [/(cwm describe [A-Z]+ )'([^']+)'(?: --skeleton)?/g, '$1$2'],
  [/ one with -d or --set\b/g, ' it in data'],
  [/ it again with -d or --set\b/g, ' it again in data'],
  [/-d '(.*)', or --set '.*'/g, 'data $1'],
  [/: leave out --set\b/g, ': leave out values'],
  [/--set ([\w-]+)=…/g, 'values {"$1": "…"}'],
  [/, or add --force to keep it all the same/g, ''],
  [/--fit cuts what is too long\. ?/g, ''],
  [/, or leave them out with --skip-invalid/g, ', or leave them out of each'],
  [/ --no-check and --no-resolve leave it to the server\./g, ''],
  [/; --dry-run --skip-invalid names all\./g, '.'],
  [/ --timeout gives it more than [^.]*\./g, ''],
  [/-p (?=')/g, 'params '],
  [/ and of -p\b/g, ' and of params'],
  [/cwm memory list\b/g, 'list_fast_memory'],
  [/: (?=cwm (?:login|profile)\b)/g, ', on the command line: '],
  [/(Back again with): (?=cwm memory restore)/g, '$1, on the command line: '],
  [
    /try the built-in sandbox: --profile sandbox/g,
    'start the server with --profile sandbox for the built-in sandbox',
  ],
];

const flags =
  /--(conditions|child-conditions|custom-field-conditions|order-by|fields|page-size|page|where|limit|all|count)\b/g;

const tools: Readonly<Record<string, string>> = {
  call: 'execute_api_call',
  describe: 'get_api_endpoint_details',
  search: 'search_api_endpoints',
  categories: 'list_api_categories',
  raw: 'send_raw_api_request',
};

/**
 * A message or hint as an assistant can follow it: flags of a command line by the names of params, commands by their
 * tools. What is meant for the command line stays as it is.
 */
export function spoken(text: string): string {
  if (/command line/i.test(text)) return text;
  return text
    .replaceAll(flags, (_flag, name: string) =>
      name.replaceAll(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase()),
    )
    .replaceAll(/\bcwm (call|describe|search|categories|raw)\b/g, (_command, name: string) =>
      String(tools[name]),
    )
    .replaceAll('--no-check', 'send_raw_api_request');
}

const flags =
  /--(conditions|child-conditions|custom-field-conditions|order-by|fields|page-size|page|where|limit|all|count)\b/g;

const tools: Readonly<Record<string, string>> = {
  call: 'execute_api_call',
  describe: 'get_api_endpoint_details',
  search: 'search_api_endpoints',
  categories: 'get_category_endpoints',
  raw: 'send_raw_api_request',
};

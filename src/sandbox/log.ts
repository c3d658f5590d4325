import type { IncomingMessage, ServerResponse } from 'node:http';

/** Says a line for a request once it is over: method, path, status and milliseconds. No query, which may hold data. */
export function logged(
  { method = '', url = '' }: IncomingMessage,
  response: ServerResponse,
  log: (line: string) => void,
): void {
  const start = performance.now();
  const path = url.replace(/\?.*$/s, '').replace(/^\/[^/]+\/apis\/3\.0(?=\/)/i, '');
  response.once('close', () => {
    const status = response.writableFinished ? response.statusCode : 'cut';
    log(`${method} ${path} ${status} ${Math.round(performance.now() - start)} ms`);
  });
}

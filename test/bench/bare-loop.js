// The least that a script does for the rows of a list as ndjson: fetch, parse, print, next page.
import { once } from 'node:events';

let [, , url] = process.argv;
while (url !== undefined) {
  const response = await fetch(url);
  const rows = await response.json();
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  const [, next] = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '') ?? [];
  url = next;
}

// A list of tickets for the paging benchmark: pages of 1,000 by id or by number, with a Link header.
import { createServer } from 'node:http';

const [, , totalText, delayText, base] = process.argv;
const total = Number(totalText);
const path = `${base}/service/tickets`;

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1');
  const pageSize = Number(url.searchParams.get('pageSize') ?? 25);
  const page = Number(url.searchParams.get('page') ?? 1);
  const after = Number(url.searchParams.get('pageId') ?? (page - 1) * pageSize);
  const last = Math.min(total, after + pageSize);
  const rows = [];
  for (let id = after + 1; id <= last; id++) rows.push(ticket(id));
  const byId = request.headers['pagination-type'] === 'forward-only';
  const next = byId ? `pageId=${last}` : `page=${page + 1}`;
  const { port } = server.address();
  const link =
    last < total
      ? `<http://127.0.0.1:${port}${path}?pageSize=${pageSize}&${next}>; rel="next"`
      : '';
  setTimeout(() => {
    response.writeHead(200, { 'content-type': 'application/json', link });
    response.end(`[${rows.join(',')}]`);
  }, Number(delayText));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));

function ticket(id) {
  return `{"id":${id},"summary":"Printer ${id} is offline","recordType":"ServiceTicket","board":{"id":1,"name":"Help Desk"},"status":{"id":2,"name":"New"},"company":{"id":3,"identifier":"ACME","name":"Acme Manufacturing"},"actualHours":1.50,"closedFlag":false,"_info":{"lastUpdated":"2026-01-31T18:04:26Z","updatedBy":"jdoe"}}`;
}

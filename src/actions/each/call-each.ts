import { isRead } from '../../catalog/model.js';
import { UsageError } from '../../errors/errors.js';
import type { RowSource, Table } from '../../rows/table.js';
import type { Services } from '../../services.js';
import type { CallInput } from '../call-params.js';
import type { Result } from '../define.js';
import { takesForm } from '../form.js';
import { ownPath } from '../own-path.js';
import { resolveCall } from '../prepare-call.js';
import { sayingOnce } from './check-rows.js';
import { eachRow } from './each-row.js';
import type { EachInput } from './each-params.js';
import { toRowTemplate, type RowTemplate } from './row-template.js';

/** One call for each row of a file or of standard input. */
export async function callEach(
  input: CallInput,
  { each, map = {}, ...how }: EachInput & { each: RowSource },
  services: Services,
): Promise<Result> {
  const { template, table } = await openRows(input, map, each, services);
  return await eachRow(template, { table, name: each.name }, how, services);
}

/** One call for each row that somebody has already; no file is written. */
export async function callRows(
  input: CallInput,
  each: RowSource,
  services: Services,
): Promise<Result> {
  const { template, table } = await openRows(input, {}, each, services);
  return await eachRow(template, { table, name: each.name }, alone, services);
}

const alone = { skipInvalid: false, parallel: 1 };

/** The rows and the call that is made of each. Throws what can be told before any of them is looked at. */
async function openRows(
  input: CallInput,
  map: Readonly<Record<string, string>>,
  each: RowSource,
  services: Services,
): Promise<{ template: RowTemplate; table: Table }> {
  refuseFlags(input);
  const catalog = await services.catalog();
  const path = await ownPath(input.path, services);
  const resolved = resolveCall(catalog, { ...input, path });
  const { endpoint } = resolved;
  if (takesForm(endpoint))
    throw new UsageError('A document is uploaded by a call of its own.', {
      hint: 'Leave out --each, and name one file with --file.',
    });
  // Before the rows, or anything else, is read.
  if (!isRead(endpoint) && !input.dryRun)
    services.refuseUnapproved(`${endpoint.method} ${resolved.path}`);
  const table = await each.read();
  const quiet = { ...services, report: sayingOnce(services.report) };
  return { table, template: await toRowTemplate(input, map, table.columns, quiet) };
}

function refuseFlags({ save, file }: CallInput): void {
  if (save !== undefined)
    throw new UsageError('--save and --each do not go together.', {
      hint: `Keep the call for one row, with {column} for what differs: cwm memory save 'Close a ticket' PATCH '/service/tickets/{id}' --set status.name=Closed`,
    });
  if (file !== undefined)
    throw new UsageError('--file and --each do not go together.', {
      hint: 'Leave out one of them.',
    });
}

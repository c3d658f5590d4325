import { isRead } from '../../catalog/model.js';
import { UsageError } from '../../errors/errors.js';
import type { Services } from '../../services.js';
import type { CallInput } from '../call-params.js';
import type { Result } from '../define.js';
import { takesForm } from '../form.js';
import { ownPath } from '../own-path.js';
import { resolveCall } from '../prepare-call.js';
import { remembered } from '../remembered.js';
import { sayingOnce } from './check-rows.js';
import { eachRow, type EachHow } from './each-row.js';
import type { EachInput } from './each-params.js';
import { openFailedFile } from './failed-file.js';
import { toRowTemplate, type RowTemplate } from './row-template.js';
import { withJournal } from './with-journal.js';

/** One call for each row of a file or of standard input. */
export async function callEach(
  input: CallInput,
  each: EachInput & { each: NonNullable<EachInput['each']> },
  services: Services,
): Promise<Result> {
  const { map = {} } = each;
  const toTemplate: ToTemplate = async (columns, saying) =>
    await toRowTemplate(input, map, columns, saying);
  return await sendEach({ input, toTemplate }, each, services);
}

/** What is called, and the template that it is for rows with these columns. */
export interface EachCall {
  input: CallInput;
  toTemplate: ToTemplate;
}

type ToTemplate = (columns: readonly string[], services: Services) => Promise<RowTemplate>;

/** A call for each row, whoever says what is called. */
export async function sendEach(
  { input, toTemplate }: EachCall,
  each: EachInput & { each: NonNullable<EachInput['each']> },
  services: Services,
): Promise<Result> {
  const { each: source, skipInvalid, parallel, resume, failed } = each;
  const catalog = await services.catalog();
  const path = await ownPath(input.path, services);
  const resolved = resolveCall(catalog, { ...input, path });
  const { endpoint } = resolved;
  const writes = !isRead(endpoint);
  refuseFlags(input, each, writes);
  if (takesForm(endpoint))
    throw new UsageError('A document is uploaded by a call of its own.', {
      hint: 'Leave out --each, and name one file with --file.',
    });
  // Before the rows, or anything else, is read.
  if (writes && !input.dryRun) services.refuseUnapproved(`${endpoint.method} ${resolved.path}`);
  const table = await source.read();
  const quiet = { ...services, report: sayingOnce(services.report) };
  const template = await toTemplate(table.columns, quiet);
  const file =
    failed === undefined ? undefined : await openFailedFile(failed, source, table.form, services);
  const how: EachHow = { skipInvalid, parallel, failed: file };
  const make = async (journal?: EachHow['journal']) =>
    await eachRow(
      template,
      { table, name: source.name },
      journal === undefined ? how : { ...how, journal },
      services,
    );
  // An assistant holds its rows in its hands, and is told of each: they are of no file that a journal could lie beside.
  const isJournaled = writes && !input.dryRun && services.surface === 'cli';
  try {
    const result = isJournaled
      ? await withJournal({ source, table, template, resume }, services, make)
      : await make();
    const unsaved = { ...input, save: undefined };
    return await remembered({ result, endpoint, written: undefined }, unsaved, services);
  } catch (error) {
    await file?.discard();
    throw error;
  }
}

function refuseFlags(
  { save, file, dryRun }: CallInput,
  { resume, failed }: EachInput,
  writes: boolean,
): void {
  if (save !== undefined)
    throw new UsageError('--save and --each do not go together.', {
      hint: `Keep the call for one row, with {column} for what differs: cwm memory save 'Close a ticket' PATCH '/service/tickets/{id}' --set status.name=Closed`,
    });
  if (resume && !writes)
    throw new UsageError('--resume is for writes: a read can simply be made again.', {
      hint: 'Leave it out.',
    });
  const [other] = [
    file === undefined ? undefined : '--file',
    dryRun && resume ? '--resume' : undefined,
    dryRun && failed !== undefined ? '--failed' : undefined,
  ].filter((one) => one !== undefined);
  if (other === undefined) return;
  const flag = other === '--file' ? '--each' : '--dry-run';
  throw new UsageError(`${other} and ${flag} do not go together.`, {
    hint: 'Leave out one of them.',
  });
}

import type { SavedCall } from '../../memory/entry.js';
import { piecesOf, placeholdersOf } from '../../memory/placeholders.js';
import { UsageError } from '../../errors/errors.js';
import { asPlaceholder, columnLike, findColumn } from '../../rows/columns.js';
import type { Services } from '../../services.js';
import { textsIn } from '../../text/records.js';
import type { CallInput } from '../call-params.js';
import { toSavedCall } from '../to-saved-call.js';

/** How the call of each row is made, as `call` takes it. */
export type How = Pick<CallInput, 'check' | 'fit' | 'resolve' | 'dryRun' | 'pageConcurrency'>;

/** The call that is made for each row, with names in braces for the values of its columns. */
export interface RowTemplate {
  call: SavedCall;
  /** The column that each name means; one with a value of its own needs none. */
  columns: ReadonlyMap<string, string>;
  /** Names that stand for the whole of a field, which is left out where the cell is empty. */
  optional: ReadonlySet<string>;
  /** Values of names that are the same in every row. */
  given?: Readonly<Record<string, string>>;
  /** How an empty cell leaves its field as it is, where there is a way. */
  leavingOut?: string;
  how: How;
}

/** Names of fields that `--map` fills; a name of a person's own cannot be one of these. */
const mapped = 'cwm-map-';

/**
 * The template that an input of `call` is, for rows with these columns; `map` says fields of the body and the columns
 * that fill them. Throws UsageError for what no row could make right.
 */
export async function toRowTemplate(
  input: CallInput,
  map: Readonly<Record<string, string>>,
  columns: readonly string[],
  services: Services,
): Promise<RowTemplate> {
  const fields = Object.entries(map).map(
    ([field, column], index) => [field, column, `${mapped}${index}`] as const,
  );
  const set = { ...input.set };
  for (const [field, , name] of fields) {
    refuseTwice(field, input);
    set[field] = `{${name}}`;
  }
  const own = new Map(
    fields.map(([field, column, name]) => [
      name,
      findColumn(column, columns, `"${column}", which --map gives for ${field}`),
    ]),
  );
  const call = await toSavedCall({ ...input, set, dryRun: false }, services);
  const { check, fit, resolve, dryRun, pageConcurrency } = input;
  return {
    ...templateFor(call, columns, own),
    ...(services.surface === 'cli' ? { leavingOut } : {}),
    how: { check, fit, resolve, dryRun, pageConcurrency },
  };
}

const leavingOut = 'With --map in place of --set an empty cell leaves its field as it is.';

/** A kept call as a template: its placeholders are filled from the columns of their names. */
export function templateFor(
  call: SavedCall,
  columns: readonly string[],
  own: ReadonlyMap<string, string> = new Map(),
  given: Readonly<Record<string, string>> = {},
): Omit<RowTemplate, 'how'> {
  refuseUnread(call, columns);
  const found = placeholdersOf(call).flatMap(
    ({ name, default: standard }): (readonly [string, string])[] => {
      if (Object.hasOwn(given, name)) return [];
      const column = own.get(name);
      if (column !== undefined) return [[name, column]];
      const isThere = standard === undefined || columnLike(name, columns) !== undefined;
      return isThere ? [[name, findColumn(name, columns)]] : [];
    },
  );
  return { call, columns: new Map(found), optional: new Set(own.keys()), given };
}

/** What is said of a name that stands for a column: what a person wrote. */
export function spokenNames(text: string, { columns }: Pick<RowTemplate, 'columns'>): string {
  return text.replaceAll(/\{(cwm-map-\d+)\}/g, (_all, name: string) =>
    asPlaceholder(columns.get(name) ?? name),
  );
}

function refuseTwice(field: string, { set = {}, setFrom = {} }: CallInput): void {
  const plain = field.trim().toLowerCase();
  const other = [...Object.keys(set), ...Object.keys(setFrom)].some(
    (one) => one.trim().toLowerCase() === plain,
  );
  if (other)
    throw new UsageError(`${field} is given twice.`, {
      hint: 'Keep one of --map, --set and --set-from for it.',
    });
}

/** Braces around the name of a column that cannot stand in them would go out as they are. */
function refuseUnread(call: SavedCall, columns: readonly string[]): void {
  for (const text of textsIn([call.path, call.params, call.data])) {
    for (const piece of piecesOf(text)) {
      const inner = piece.kind === 'text' ? (/\{([^{}]+)\}/.exec(piece.text)?.[1] ?? '') : '';
      const column = /^[a-z_][\w-]*$/i.test(inner) ? undefined : columnLike(inner, columns);
      if (column === undefined) continue;
      throw new UsageError(`{${inner}} is no name that is filled.`, {
        hint: `Write letters, digits and _ alone: ${asPlaceholder(column)} is the column "${column}".`,
      });
    }
  }
}

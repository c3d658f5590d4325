import type { CwmError } from '../errors/errors.js';
import type { RowOutcome } from '../rows/outcome.js';
import { counted } from '../text/counted.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { shortened } from '../text/shortened.js';
import { fenced, tableText } from './as-text.js';
import { fitsWhole, roomFor } from './budget.js';
import { cleanJson } from './clean.js';
import { countsOf, type RowState } from './row-states.js';
import type { Running } from './session.js';
import { spoken } from './spoken.js';
import type { ToolAnswer } from './tool.js';

/** What became of each of many writes: no row is ever missing, long reasons are cut where there is no room for them. */
export function outcomesAnswer(
  outcomes: readonly RowOutcome[],
  failure: CwmError | undefined,
  { notices }: Running,
): ToolAnswer {
  const room = roomFor(outcomes.length);
  const counts = countsOf(outcomes);
  const said = [...notices.map(spoken), ...adviceFor(counts)];
  const compose = (longest: number): ToolAnswer => {
    const rows = outcomes.map((outcome) => withReason(outcome, longest));
    const cut = rows.filter(({ error }, index) => error !== outcomes[index]?.error).length;
    const structured = {
      status: failure?.code ?? 'done',
      counts,
      records: rows,
      returned: rows.length,
      has_more: false,
      ...(cut === 0 ? {} : { left_out: { reasons_cut: cut } }),
      ...(said.length === 0 ? {} : { notices: said }),
    };
    return { structured, text: textOf(structured, counts), ...(failure && { failure }) };
  };
  let answer = compose(reasons[0]);
  for (const longest of reasons.slice(1)) {
    if (fitsWhole(answer, room)) break;
    answer = compose(longest);
  }
  return answer;
}

/** Characters of a reason: ever less. */
const reasons = [400, 200, 100, 50, 20, 1] as const;

function withReason(outcome: RowOutcome, longest: number): RowOutcome & JsonRecord {
  const { value } = cleanJson({ ...outcome });
  const { error } = outcome;
  const clean = isRecord(value) && typeof value['error'] === 'string' ? value['error'] : error;
  return { ...outcome, error: clean === null ? null : shortened(clean, longest) };
}

function adviceFor({ done = 0, unknown = 0, ...others }: Partial<Record<RowState, number>>) {
  const open = (others.failed ?? 0) + (others.not_sent ?? 0);
  return [
    ...(unknown === 0 ? [] : ['Look rows of unknown outcome up before you send them again.']),
    ...(open === 0 || done === 0
      ? []
      : ['Rows that are done must not be sent again: call it with the others alone.']),
  ];
}

function textOf(answer: JsonRecord, counts: Partial<Record<RowState, number>>): string {
  const rows = (answer['records'] as RowOutcome[]).map(({ ok, ...row }) => ({
    row: row.row,
    status: row.status,
    ok: ok ?? 'unknown',
    id: row.id,
    error: row.error,
  }));
  const said = Object.entries(counts).map(
    ([state, count]) => `${count} ${state.replace('_', ' ')}`,
  );
  const notices = answer['notices'] as string[] | undefined;
  return [
    `${counted(rows.length, 'row')}: ${said.join(', ')}.`,
    ...(notices ?? []),
    fenced(tableText(rows)),
  ].join('\n');
}

import type { Context } from '../context.js';
import { RefusedError } from '../errors/errors.js';
import type { Change } from '../api/changes.js';
import type { Services, WritePlan } from '../services.js';
import { isExactNumber, parseJson, toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { inertLine, inertText } from '../text/sanitize.js';
import type { GlobalOptions } from './global-options.js';
import { canAsk } from './can-ask.js';
import type { CliReport } from './report.js';

/** Approval of a write: `--yes`, else a question on a terminal, else refusal. */
export function createApproval(
  context: Context,
  options: Pick<GlobalOptions, 'yes' | 'input'>,
  report: CliReport,
): Pick<Services, 'approve' | 'refuseUnapproved'> {
  const refuseUnapproved = (title: string, local?: WritePlan['local']): void => {
    if (options.yes || canAsk(context.io, options)) return;
    if (local !== undefined) {
      throw new RefusedError(`${local.undone}: nobody approved it.`, {
        hint: 'Add --yes to do it.',
      });
    }
    throw new RefusedError(`${title} was not sent: it changes data and nobody approved it.`, {
      hint: 'Add --yes to send it, or --dry-run to look at it.',
    });
  };
  return {
    refuseUnapproved,
    async approve({ title, body, inWords, changes, customerSees, local }) {
      refuseUnapproved(title, local);
      if (options.yes) return;
      await report.flush();
      const lines = [
        title,
        ...(body === undefined ? [] : [indented(body)]),
        ...((await inWords?.()) ?? []).map((line) => `  ${inertLine(line)}`),
        ...((await changes?.()) ?? []).map(changeLine),
        ...(customerSees === true ? ['The customer will see this.'] : []),
      ];
      await context.io.stderr.write(`${inertText(context.redact(lines.join('\n')))}\n`);
      if (!(await context.prompt.confirm(local?.question ?? 'Send it?'))) {
        throw new RefusedError(local === undefined ? 'Not sent.' : `${local.undone}.`, {
          hint: 'Nothing was changed.',
        });
      }
    },
  };
}

function indented(body: string): string {
  try {
    return toJson(parseJson(body), 2);
  } catch {
    return body;
  }
}

function changeLine({ field, before, after }: Change): string {
  return `  ${field}: ${shortText(before)} → ${shortText(after)}`;
}

const longest = 80;

/** A value in a few words: a reference by its name and id, nothing as such. */
function shortText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '(empty)';
  const text = isRecord(value) ? referenceText(value) : undefined;
  const shown = text ?? (typeof value === 'string' ? value : toJson(value));
  const line = shown.replaceAll(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function referenceText({
  id,
  identifier,
  name,
  summary,
}: Record<string, unknown>): string | undefined {
  const called = [name, identifier, summary].find((one) => typeof one === 'string');
  const isId = typeof id === 'number' || typeof id === 'string' || isExactNumber(id);
  const number = isId ? `id ${String(id)}` : undefined;
  if (called === undefined) return number;
  return number === undefined ? called : `${called} (${number})`;
}

import { planLines } from '../actions/plan-lines.js';
import type { Context } from '../context.js';
import { RefusedError } from '../errors/errors.js';
import type { Services, WritePlan } from '../services.js';
import { inertText } from '../text/sanitize.js';
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
    async approve(plan) {
      const { title, local } = plan;
      refuseUnapproved(title, local);
      if (options.yes) return;
      await report.flush();
      const lines = await planLines(plan);
      await context.io.stderr.write(`${inertText(context.redact(lines.join('\n')))}\n`);
      const question = plan.rows === undefined ? 'Send it?' : `Send all ${plan.rows.count}?`;
      if (!(await context.prompt.confirm(local?.question ?? question))) {
        throw new RefusedError(local === undefined ? 'Not sent.' : `${local.undone}.`, {
          hint: 'Nothing was changed.',
        });
      }
    },
  };
}

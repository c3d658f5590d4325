import { runCall } from '../actions/call.js';
import type { Result } from '../actions/define.js';
import { planLines } from '../actions/plan-lines.js';
import { afterSuccess, keptAlready, proposing, remembered } from '../actions/remembered.js';
import { countUse } from '../actions/reuse.js';
import { isRead } from '../catalog/model.js';
import type { Services } from '../services.js';
import { inertText } from '../text/sanitize.js';
import type { Desk } from '../cli/define-command.js';
import { inputFor, type Draft } from './draft.js';
import { previewOf } from './preview.js';
import { decide, showPreview, showRequest } from './review.js';

/**
 * Shows a call and sends it where the person says so. A read is shown as a dry run tells it; a write where it is
 * approved, so that what is sent is what was shown. Throws Reconsidered where it is not to be sent.
 */
export async function sendReviewed(draft: Draft, desk: Desk): Promise<Result> {
  const input = inputFor(draft);
  const { entry, endpoint, sentence } = draft;
  if (input.dryRun) return (await runCall(input, desk.services)).result;
  const preview = await previewOf(draft, desk.services);
  for (const warning of preview.warnings)
    await desk.say(`${desk.style.yellow('Warning:')} ${inertText(warning)}`);
  const services = reviewing(desk, async () => await decide(draft, preview, desk));
  if (isRead(endpoint)) {
    await showPreview(preview, desk);
    await decide(draft, preview, desk);
  }
  const heard = withoutRepeats(services, preview.warnings);
  const result = await begun(await remembered(await runCall(input, heard), input, heard));
  if (sentence !== undefined) return proposing(result, sentence);
  if (entry === undefined) return result;
  return { ...(await afterSuccess(result, () => countUse(entry, heard))), ...keptAlready };
}

/** The services with a review in place of the question whether a write may be sent. */
function reviewing(desk: Desk, decided: () => Promise<void>): Services {
  const { services } = desk;
  return {
    ...services,
    async approve(plan) {
      services.refuseUnapproved(plan.title);
      await showRequest(await planLines(plan), desk);
      await decided();
    },
  };
}

/** What was told when the call was shown is not told again when it is sent. */
function withoutRepeats(services: Services, told: readonly string[]): Services {
  const warn = (text: string) => {
    if (!told.includes(text)) services.report.warn(text);
  };
  return { ...services, report: { ...services.report, warn } };
}

/** A result whose first page has come: what is wrong with it is told here rather than where it is shown. */
async function begun(result: Result): Promise<Result> {
  if (result.kind !== 'pages') return result;
  const pages = result.pages[Symbol.asyncIterator]();
  const first = await pages.next();
  async function* all() {
    if (first.done === true) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => pages };
  }
  return { ...result, pages: all() };
}

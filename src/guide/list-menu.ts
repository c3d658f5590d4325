import { columnsOf } from '../actions/send.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { takesConditions } from '../catalog/record-shape.js';
import { CwmError } from '../errors/errors.js';
import { inertLine } from '../text/sanitize.js';
import { addFilter } from './add-filter.js';
import { chooseExtent, extentInWords } from './choose-extent.js';
import { chooseFields } from './choose-fields.js';
import { chooseOrder } from './choose-order.js';
import { inputFor, withInputs, type Asking, type Draft, type Step } from './draft.js';
import { previewOf } from './preview.js';

/** Which records of a list are wanted, and how; of a single record, which fields. */
export const askReading: Step = async (draft, asking) => {
  const { endpoint } = draft;
  const { desk } = asking;
  let asked = draft;
  let words = await wordsFor(asked, asking);
  const done = {
    name: 'Done',
    value: 'done' as const,
    description: 'Shows the request, unsent',
  };
  for (;;) {
    const steps = stepsFor(asked, asking);
    if (steps.length === 0) return asked;
    const step = await (isList(endpoint)
      ? desk.prompt.select<Step | 'done'>('Which records?', [...steps, done])
      : desk.prompt.select<Step | 'done'>('Which part of it?', [done, ...steps]));
    if (step === 'done') return asked;
    asked = await step(asked, asking);
    const now = await wordsFor(asked, asking);
    if (now !== undefined && now !== words) await desk.say(desk.style.dim(inertLine(`  ${now}`)));
    words = now;
  }
};

function stepsFor(draft: Draft, { catalog }: Asking) {
  const { endpoint } = draft;
  const { fields, orderBy } = inputFor(draft);
  const filters = [
    { name: 'Add a filter', value: addFilter },
    ...(draft.raw.where.length === 0 ? [] : [{ name: 'Remove a filter', value: removeFilter }]),
  ];
  const choosesFields = columnsOf(catalog, endpoint) !== undefined;
  return [
    ...(takesConditions(catalog, endpoint) ? filters : []),
    ...(choosesFields
      ? [{ name: `Fields: ${fields?.join(', ') ?? 'all'}`, value: chooseFields }]
      : []),
    ...(isList(endpoint)
      ? [
          { name: `Sort: ${orderBy?.join(' ') ?? 'as the server has them'}`, value: chooseOrder },
          { name: `How many: ${extentInWords(inputFor(draft))}`, value: chooseExtent },
        ]
      : []),
  ];
}

/** Whether an endpoint gives a list of records. */
function isList(endpoint: Endpoint): boolean {
  return isRead(endpoint) && endpoint.response.payload?.list === true;
}

const removeFilter: Step = async (draft, { desk }) => {
  const { where } = draft.raw;
  const removed = await desk.prompt.select<number>('Which one?', [
    ...where.map((name, value) => ({ name, value })),
    { name: 'None of them', value: -1 },
  ]);
  return withInputs(draft, { where: where.filter((_, index) => index !== removed) });
};

/** What has been chosen so far; where it cannot be told, the request itself will say what is wrong. */
async function wordsFor(draft: Draft, { desk }: Asking): Promise<string | undefined> {
  try {
    return (await previewOf(draft, desk.services)).words;
  } catch (error) {
    if (!(error instanceof CwmError)) throw error;
    return undefined;
  }
}

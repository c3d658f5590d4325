import { whereRules } from '../actions/where.js';
import type { Field } from '../catalog/model.js';
import { recordShape } from '../catalog/record-shape.js';
import { expected, fieldAt } from '../conditions/complete/values.js';
import { quoteText } from '../conditions/quote.js';
import { buildWhere, type WhereRules } from '../conditions/where/where.js';
import type { Prompt } from '../terminal/prompts.js';
import { withInputs, type Step } from './draft.js';
import { faultOf } from './fault-of.js';
import { operatorChoices } from './operators-in-words.js';
import { pickField } from './pick-field.js';

/** One clause of `--where`: a field, how it is compared, and with what. */
export const addFilter: Step = async (draft, asking) => {
  const { catalog, desk } = asking;
  const shape = recordShape(catalog, draft.endpoint);
  const path = await pickField('Which field?', 'where', draft, asking);
  const isAssignee = path === 'assigned';
  const { field, kind } = fieldAt(isAssignee ? 'owner' : path, shape);
  const rules = await whereRules({ shape, check: true, dates: true }, desk.services);
  const { operator, value } =
    kind === 'boolean'
      ? { operator: '=', value: await yesOrNo(path, desk.prompt) }
      : await desk.prompt.select(`${path} …`, operatorChoices(kind));
  const text =
    value ??
    (await askValue({ path, field, operator, what: hintFor(kind, operator) }, rules, desk.prompt));
  return withInputs(draft, { where: [...draft.raw.where, `${path} ${operator} ${text}`] });

  function hintFor(of: typeof kind, compared: string): string {
    if (of === 'date') return '2026-01-31, today, last week, -7d';
    const comparing = { field, kind: of, operator: compared, inList: isListing(compared) };
    const one = isAssignee ? 'identifier of a member, or me' : expected(comparing, shape, 'where');
    const isMember = field?.schema === 'MemberReference' && !isAssignee;
    return `${one}${isMember ? ', or me' : ''}${isListing(compared) ? '; several with commas' : ''}`;
  }
};

interface Wanted {
  path: string;
  field: Field | undefined;
  operator: string;
  /** What the value has to be, in words. */
  what: string;
}

/** A value from its list where it has one, else a text, which is asked for again until it can be compared. */
async function askValue(
  { path, field, operator, what }: Wanted,
  rules: WhereRules,
  prompt: Prompt,
): Promise<string> {
  const question = `${path} ${operator}`;
  const choices = field?.allowed?.map((one) => ({ name: one, value: one }));
  if (choices !== undefined && isListing(operator)) {
    const chosen = await prompt.checklist(question, choices);
    if (chosen.length > 0) return chosen.map(listElement).join(', ');
  }
  if (choices !== undefined && !isListing(operator)) return await prompt.select(question, choices);
  const text = await prompt.text(`${question} (${what}):`, {
    check: (given) =>
      given.trim() === ''
        ? 'Write a value; for none there is: is empty.'
        : faultOf(() => void buildWhere(`${path} ${operator} ${given.trim()}`, rules)),
  });
  return text.trim();
}

async function yesOrNo(path: string, prompt: Prompt): Promise<string> {
  return await prompt.select(`${path}?`, [
    { name: 'Yes', value: 'true' },
    { name: 'No', value: 'false' },
  ]);
}

function isListing(operator: string): boolean {
  return operator === 'in' || operator === 'notin';
}

function listElement(text: string): string {
  return /[,\s()"']/.test(text) ? quoteText(text) : text;
}

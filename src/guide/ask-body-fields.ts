import { fieldAt } from '../api/field-path.js';
import type { Field } from '../catalog/model.js';
import type { Choice } from '../terminal/prompts.js';
import { askField } from './ask-body-field.js';
import { askFile } from './ask-body-file.js';
import { putEmpty, takeOut } from './body-draft.js';
import { currentValue, fieldChoices, writableFields } from './body-fields.js';
import { entriesOf, showDraft } from './body-shown.js';
import { faultOf, isRequired, type Writing } from './body-writing.js';

type Step = 'add' | 'change' | 'done';

/** Asks for further fields until the person is done with them; of a PATCH at once, which has none that is required. */
export async function askFields(writing: Writing): Promise<void> {
  const { desk, draft, endpoint } = writing;
  const isPatch = endpoint.method === 'PATCH';
  const isNeeded = isPatch || endpoint.body?.required === true;
  const isEmpty = () => entriesOf(draft).length === 0;
  if (isNeeded && isEmpty()) {
    await addField(writing);
    await showDraft(writing);
  }
  for (;;) {
    const steps: Choice<Step>[] = [
      { value: 'add', name: isPatch ? 'Change a field' : 'Add a field' },
      ...(isEmpty() ? [] : [{ value: 'change' as const, name: 'Go back to an answer' }]),
      // A PATCH that changes nothing is none.
      ...(isPatch && isEmpty()
        ? []
        : [
            {
              value: 'done' as const,
              name: isNeeded && isEmpty() ? 'Done, with an empty body' : 'Done',
            },
          ]),
    ];
    const step = await desk.prompt.select('The body', steps);
    if (step === 'done') {
      if (isNeeded && isEmpty()) draft.data ??= {};
      return;
    }
    await (step === 'add' ? addField : changeOne)(writing);
    await showDraft(writing);
  }
}

async function addField(writing: Writing): Promise<void> {
  const { desk, draft, endpoint } = writing;
  const isLeft = ({ name, type }: Field) =>
    // Lists and what has members takes more than one answer.
    type === 'array' || type === 'object' || !(draft.set.has(name) || draft.unset.has(name));
  const left = writableFields(writing).filter(isLeft);
  const field = await desk.prompt.search<Field | undefined>('Field', (typed) =>
    Promise.resolve([...fieldChoices(left, typed, writing), { value: undefined, name: 'Back' }]),
  );
  if (field === undefined) return;
  const path = field.name;
  const mayEmpty =
    endpoint.method === 'PATCH' &&
    !field.required &&
    (field.type === 'string' || field.type === 'object' || field.type === 'array') &&
    (writing.record === undefined || currentValue(path, writing) !== undefined);
  const step = mayEmpty
    ? await desk.prompt.select(path, [
        { value: 'set', name: 'Give it a value' },
        { value: 'empty', name: 'Empty it' },
      ])
    : 'set';
  if (step === 'empty') putEmpty(draft, path);
  else await askField({ path, field, required: false }, writing);
}

async function changeOne(writing: Writing): Promise<void> {
  const { desk, draft, shape, endpoint } = writing;
  const path = await desk.prompt.select<string | undefined>('Which one', [
    ...entriesOf(draft),
    { value: undefined, name: 'Back' },
  ]);
  if (path === undefined) return;
  if (path === 'file' && draft.file !== undefined) {
    await askFile(writing, true);
    return;
  }
  const place = fieldAt(path.replaceAll('.', '/'), shape);
  const required =
    place !== undefined && path === place.field.name && isRequired(place.field, endpoint);
  const step = required
    ? 'set'
    : await desk.prompt.select(path, [
        { value: 'set', name: 'Give it another value' },
        { value: 'out', name: 'Take it out' },
      ]);
  if (step === 'set') {
    const field = place?.field ?? { name: path, type: 'string', required, requiredOnUpdate: false };
    await askField(
      { path, field: place?.isElement === true ? elementOf(field) : field, required },
      writing,
    );
    return;
  }
  // The rest may lean on it: a list has no gaps.
  const fault = await faultOf(writing, (changed) => {
    takeOut(changed, path);
  });
  if (fault === undefined) takeOut(draft, path);
  else await desk.say(fault);
}

/** An element of a list as a field of its own. */
function elementOf({ items = 'string', ...field }: Field): Field {
  return { ...field, type: items };
}

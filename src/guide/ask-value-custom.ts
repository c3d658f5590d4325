import type { Field } from '../catalog/model.js';
import { toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { Choice } from '../terminal/prompts.js';
import { inertLine } from '../text/sanitize.js';
import { put, putEmpty } from './body-draft.js';
import { shortValue } from './body-shown.js';
import { askValue } from './ask-value.js';
import type { Writing } from './body-writing.js';

/** Asks for a custom field: one of the record's own, with its type, else by the caption that it has on the server. */
export async function askValueCustom(path: string, writing: Writing): Promise<void> {
  const { desk, draft, record } = writing;
  const stored = record?.[path];
  const entries = Array.isArray(stored) ? stored.filter(isRecord) : [];
  if (entries.length === 0) {
    const caption = await desk.prompt.text('Caption or id of the custom field', {
      check: (text) => (/=|^\s|\s$/.test(text) ? 'Give its id instead.' : undefined),
    });
    if (caption !== '') await askText(`${path}.${caption}`, writing);
    return;
  }
  const choices = entries.map((entry): Choice<JsonRecord | undefined> => ({
    value: entry,
    name: `${captionOf(entry)}: ${shortValue(entry['value'] ?? '(empty)')}`,
    description: textOf(entry['type'], 'text'),
  }));
  const entry = await desk.prompt.search('Custom field', (typed) =>
    Promise.resolve([
      ...choices.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase())),
      { value: undefined, name: 'Back' },
    ]),
  );
  if (entry === undefined) return;
  const at = `${path}.${wayTo(entry)}`;
  const isSet = entry['value'] !== undefined && entry['value'] !== null;
  const step = isSet
    ? await desk.prompt.select(inertLine(captionOf(entry)), [
        { value: 'set', name: 'Give it another value' },
        { value: 'empty', name: 'Empty it' },
      ])
    : 'set';
  if (step === 'empty') putEmpty(draft, at);
  else await askText(at, writing, entry);
}

/** Custom fields take what their type says; the record is read again when the call is made. */
async function askText(path: string, writing: Writing, entry: JsonRecord = {}): Promise<void> {
  const field: Field = {
    name: path,
    type: kinds[textOf(entry['type'], 'Text')] ?? 'string',
    required: false,
    requiredOnUpdate: false,
  };
  await askValue({ path, field, required: false }, writing);
  const { draft } = writing;
  const text = draft.set.get(path);
  if (text !== undefined && entry['caption'] !== undefined && /\.\d+$/.test(path))
    put(draft, path, text, `${captionOf(entry)} = ${text}`);
}

const kinds: Readonly<Record<string, string>> = {
  Number: 'number',
  Currency: 'number',
  Percent: 'number',
  Checkbox: 'boolean',
};

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function captionOf({ caption, id }: JsonRecord): string {
  return textOf(caption, toJson(id));
}

/** By its caption, unless that could be read as something else. */
function wayTo(entry: JsonRecord): string {
  const caption = captionOf(entry);
  return /^[\w ().#-]*[a-z][\w ().#-]*$/i.test(caption) && caption.trim() === caption
    ? caption
    : toJson(entry['id']);
}

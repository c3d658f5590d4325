import { takesForm } from '../actions/form.js';
import { isRead } from '../catalog/model.js';
import type { Desk } from '../cli/define-command.js';
import { askField } from './ask-body-field.js';
import { askFields } from './ask-body-fields.js';
import { askFile } from './ask-body-file.js';
import { askJson } from './ask-body-json.js';
import { readBefore } from './ask-body-record.js';
import { rawOf } from './body-draft.js';
import { showDraft } from './body-shown.js';
import { missingFields, openWriting, type BodyTarget } from './body-writing.js';

/**
 * Asks for the body of a write, field by field, the required ones first. Gives it as raw input of a call: what was given
 * before, and what was answered. Nothing is sent, but for lookups.
 */
export async function askBody(target: BodyTarget, desk: Desk): Promise<Record<string, unknown>> {
  const { endpoint } = target;
  // A search by POST gets its conditions as any list does.
  if (endpoint.body === null || isRead(endpoint)) return {};
  const writing = openWriting(target, desk);
  const { shape, draft } = writing;
  const isForm = takesForm(endpoint);
  const isList = endpoint.method !== 'PATCH' && endpoint.body.list;
  if (shape.fields.length === 0 || isList || endpoint.method === 'DELETE') {
    await askJson(writing);
    return rawOf(draft);
  }
  if (endpoint.method === 'PATCH') writing.record = await readBefore(writing);
  if (endpoint.method === 'PUT')
    await desk.say('A PUT replaces the whole record: fields that you leave out are emptied.');
  if (isForm) await askFile(writing);
  for (;;) {
    const [field] = missingFields(writing);
    if (field === undefined) break;
    await askField({ path: field.name, field, required: true }, writing);
    await showDraft(writing);
  }
  await askFields(writing);
  return rawOf(draft);
}

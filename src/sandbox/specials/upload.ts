import { randomUUID } from 'node:crypto';
import type { Match } from '../../catalog/path-matcher.js';
import type { JsonRecord } from '../../text/records.js';
import { invalidObject, missing, type Answer } from '../answer.js';
import { add, amend, drop, stored } from '../amend.js';
import { isImage } from '../document-files.js';
import { keeperCollections, withKeeper, withoutKeeper, type Keeper } from '../document-keepers.js';
import type { SandboxRequest, World } from '../handle.js';
import { apiTime, collections } from '../records.js';
import { idIn } from './asked.js';
import { documentForm, updateForm, type DocumentForm } from './document-form.js';

/** Stores a file, or the address of one, with a record. */
export function upload(request: SandboxRequest, match: Match, world: World): Answer {
  const form = documentForm(request);
  const keeper = keeperOf(form, match, world);
  const { fields, file } = form;
  const url = fields.get('url');
  return world.store.atomic(() => {
    const guid = randomUUID();
    const fileName = file?.name ?? '';
    const extension = /\.[^.]+$/.exec(fileName)?.[0] ?? '';
    const record = add(
      collections.documents,
      null,
      withKeeper(
        {
          title: fields.get('title') ?? (file === undefined ? url : fileName),
          fileName: file === undefined ? url : fileName,
          serverFileName: file === undefined ? undefined : `${guid}${extension}`,
          owner: world.member,
          linkFlag: file === undefined,
          imageFlag: file !== undefined && isImage(file.bytes),
          publicFlag: !isTrue(fields.get('privateflag')),
          htmlTemplateFlag: false,
          // The definition misspells it, and clients send either.
          readOnlyFlag: isTrue(fields.get('readonlyflag') ?? fields.get('readonlyflay')),
          size: file?.bytes.length ?? 0,
          urlFlag: file === undefined,
          createdOnDate: apiTime(world.now()),
          guid,
        },
        keeper,
      ),
      world,
    );
    keepFile(Number(record['id']), file, world);
    return { status: 201, body: withoutKeeper(record) };
  });
}

/** Changes what is said of a document, or the file itself. */
export function update(request: SandboxRequest, match: Match, world: World): Answer {
  const { fields, file } = updateForm(request);
  const id = idIn(match);
  return world.store.atomic(() => {
    stored(collections.documents, id, world);
    const changes: JsonRecord = {};
    const title = fields.get('title');
    const isPrivate = fields.get('privateflag');
    const readOnly = fields.get('readonlyflag') ?? fields.get('readonlyflay');
    if (title !== undefined) changes['title'] = title;
    if (isPrivate !== undefined) changes['publicFlag'] = !isTrue(isPrivate);
    if (readOnly !== undefined) changes['readOnlyFlag'] = isTrue(readOnly);
    if (file !== undefined)
      Object.assign(changes, {
        fileName: file.name,
        size: file.bytes.length,
        imageFlag: isImage(file.bytes),
        linkFlag: false,
        urlFlag: false,
      });
    keepFile(id, file, world);
    return { status: 200, body: withoutKeeper(amend(collections.documents, id, changes, world)) };
  });
}

export function removeDocument(_request: SandboxRequest, match: Match, world: World): Answer {
  return world.store.atomic(() => {
    drop(collections.documents, idIn(match), world);
    return { status: 204 };
  });
}

function keepFile(id: number, file: DocumentForm['file'], { store }: World): void {
  if (file === undefined) return;
  const { name, bytes } = file;
  store.putFile(collections.documents, id, { type: 'application/octet-stream', name, bytes });
}

/** The record that a document is for, which must exist. Every fault of the form is told at once. */
function keeperOf({ fields, file }: DocumentForm, match: Match, world: World): Keeper {
  const [given = '', id = ''] = ['recordtype', 'recordid'].map((name) => fields.get(name) ?? '');
  const known = keeperTypes(world, match);
  const recordType = known.find((one) => one.toLowerCase() === given.toLowerCase());
  const recordId = /^\d+$/.test(id) ? Number(id) : undefined;
  const collection = keeperCollections[recordType ?? ''];
  const faults = [
    ...(given === '' ? [missing('recordType')] : []),
    ...(id === '' ? [missing('recordId')] : []),
    ...(file === undefined && fields.get('url') === undefined ? [missing('file')] : []),
    ...(given !== '' && recordType === undefined
      ? [{ code: 'InvalidField', field: 'recordType', message: `${given} is no type of records` }]
      : []),
    ...(id !== '' && recordId === undefined
      ? [{ code: 'InvalidField', field: 'recordId', message: 'recordId must be an integer' }]
      : []),
    ...(collection !== undefined &&
    recordId !== undefined &&
    world.store.get(collection, recordId) === undefined
      ? [{ code: 'NotFound', field: 'recordId', message: `${given} ${recordId} was not found` }]
      : []),
  ];
  if (recordType === undefined || recordId === undefined || faults.length > 0)
    throw invalidObject('document', faults);
  return { recordType, recordId };
}

/** The types that the definition knows of the list of documents. */
function keeperTypes({ catalog }: World, { endpoint }: Match): string[] {
  const list = catalog.onPath(endpoint.path).find(({ method }) => method === 'GET');
  const parameters = list === undefined ? [] : catalog.parameters(list);
  return [
    ...(parameters.find(({ name }) => name === 'recordType')?.known ?? []),
    ...Object.keys(keeperCollections),
  ];
}

function isTrue(text: string | undefined): boolean {
  return text?.trim().toLowerCase() === 'true';
}

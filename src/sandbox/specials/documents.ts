import type { Match } from '../../catalog/path-matcher.js';
import type { JsonRecord } from '../../text/records.js';
import { ApiFault, invalidObject, missing, type Answer } from '../answer.js';
import { stored } from '../amend.js';
import { blankPng } from '../blank-files.js';
import { isImage, madeFile } from '../document-files.js';
import { keptWith, withoutKeeper, type Keeper } from '../document-keepers.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { projectRecord } from '../query.js';
import { fieldsOf } from '../read.js';
import { collections } from '../records.js';
import { attachment } from './attachment.js';
import { idIn } from './asked.js';
import { countOfRows, pageOfRows } from './rows.js';
import { removeDocument, update, upload } from './upload.js';

export const documents: Readonly<Record<string, Special>> = {
  'GET /system/documents': (request, match, world) =>
    pageOfRows(request, kept(keeperIn(request), world), match, world),
  'GET /system/documents/count': (request, match, world) =>
    countOfRows(request, kept(keeperIn(request), world), match, world),
  'GET /system/documents/{id}': (request, match, world) => ({
    status: 200,
    body: projectRecord(documentOf(match, world), fieldsOf(request)),
  }),
  'POST /system/documents': upload,
  'POST /system/documents/{id}': update,
  'DELETE /system/documents/{id}': removeDocument,
  'GET /system/documents/{id}/download': download,
  'GET /system/documents/{id}/thumbnail': thumbnail,
  'GET /system/documents/uploadsample': () => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: Buffer.from(sampleForm),
  }),
  'GET /service/tickets/{parentId}/documents': (request, match, world) =>
    pageOfRows(request, references('Ticket', match, world), match, world),
  'GET /service/tickets/{parentId}/documents/count': (request, match, world) =>
    countOfRows(request, references('Ticket', match, world), match, world),
  'GET /project/tickets/{parentId}/documents': (request, match, world) =>
    pageOfRows(request, references('ProjectTicket', match, world), match, world),
  'GET /project/tickets/{parentId}/documents/count': (request, match, world) =>
    countOfRows(request, references('ProjectTicket', match, world), match, world),
};

/** Both are needed: documents are listed record by record. */
function keeperIn({ query }: SandboxRequest): Keeper {
  const [recordType, recordId] = [query.get('recordtype'), query.get('recordid')];
  const absent = Object.entries({ recordType, recordId }).filter(([, value]) => value === null);
  if (recordType === null || recordId === null)
    throw invalidObject(
      'document',
      absent.map(([field]) => missing(field)),
    );
  return { recordType, recordId: Number(recordId) };
}

function kept(keeper: Keeper, { store }: World): JsonRecord[] {
  return store
    .select(collections.documents, null, keptWith(keeper))
    .map(({ record }) => withoutKeeper(record));
}

function references(recordType: string, match: Match, world: World): JsonRecord[] {
  const recordId = idIn(match, 'parentId');
  stored(
    recordType === 'Ticket' ? collections.tickets : collections.projectTickets,
    recordId,
    world,
  );
  return kept({ recordType, recordId }, world).map(({ id, title }) => ({
    id,
    name: title,
    _info: { documentDownload_href: `/system/documents/${String(id)}/download` },
  }));
}

function documentOf(match: Match, world: World): JsonRecord {
  return withoutKeeper(stored(collections.documents, idIn(match), world).record);
}

function download(_request: SandboxRequest, match: Match, world: World): Answer {
  const document = documentOf(match, world);
  return attachment(fileName(document), bytesOf(document, world));
}

/** The picture itself, which is small enough; of anything else a blank one. */
function thumbnail(_request: SandboxRequest, match: Match, world: World): Answer {
  const document = documentOf(match, world);
  const bytes = document['urlFlag'] === true ? Buffer.alloc(0) : bytesOf(document, world);
  return isImage(bytes)
    ? attachment(fileName(document), bytes)
    : attachment('thumbnail.png', blankPng([230, 230, 230]));
}

function bytesOf(document: JsonRecord, { store }: World): Buffer {
  const file = store.file(collections.documents, Number(document['id']));
  if (file !== undefined) return file.bytes;
  if (document['urlFlag'] === true)
    throw new ApiFault(
      404,
      'NotFound',
      `Document ${String(document['id'])} is a link and has no file`,
    );
  return madeFile(fileName(document), String(document['title']));
}

function fileName(document: JsonRecord): string {
  return typeof document['fileName'] === 'string' ? document['fileName'] : 'document';
}

const sampleForm = `<!doctype html>
<title>Upload a document</title>
<form action="/v4_6_release/apis/3.0/system/documents" method="post" enctype="multipart/form-data">
  <label>Record type <input name="recordType" value="Ticket"></label>
  <label>Record id <input name="recordId"></label>
  <label>Title <input name="title"></label>
  <label>File <input name="file" type="file"></label>
  <button>Upload</button>
</form>
`;

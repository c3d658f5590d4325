import { isRecord } from '../../text/records.js';
import { ApiFault } from '../answer.js';
import type { SandboxRequest } from '../handle.js';
import { MultipartError, parseMultipart } from '../multipart.js';
import { parsedBody } from '../body.js';

/** What comes with an upload: fields by their names in lower case, and the file. */
export interface DocumentForm {
  fields: Map<string, string>;
  file: { name: string; bytes: Buffer } | undefined;
}

const largestDocument = 20 * 1024 * 1024;

/** The form of an upload. JSON is refused as the server does. */
export function documentForm(request: SandboxRequest): DocumentForm {
  const form = tryForm(request);
  if (form !== undefined) return form;
  throw new ApiFault(
    415,
    'UnsupportedMediaType',
    'The media type is not supported for this resource; send multipart/form-data.',
  );
}

/** The form of an update, which may also be JSON: nothing need be uploaded for it. */
export function updateForm(request: SandboxRequest): DocumentForm {
  const form = tryForm(request);
  if (form !== undefined) return form;
  const body = request.body.length === 0 ? {} : parsedBody(request);
  const fields = isRecord(body) ? Object.entries(body) : [];
  return {
    fields: new Map(fields.map(([name, value]) => [name.toLowerCase(), String(value)])),
    file: undefined,
  };
}

function tryForm({ headers, body }: SandboxRequest): DocumentForm | undefined {
  if (body.length > largestDocument)
    throw new ApiFault(413, 'ConnectWiseApi', 'A document has at most 20 MB.');
  const parts = parse(headers['content-type'] ?? '', body);
  if (parts === undefined) return undefined;
  const fields = new Map<string, string>();
  let file: DocumentForm['file'];
  for (const { name, fileName, bytes } of parts) {
    // What a field of this name holds is the file, whether or not it was given a name.
    if (fileName === undefined && name.toLowerCase() !== 'file')
      fields.set(name.toLowerCase(), bytes.toString('utf8'));
    else file = { name: plainName(fileName ?? 'document'), bytes: Buffer.from(bytes) };
  }
  return { fields, file };
}

function parse(contentType: string, body: Buffer): ReturnType<typeof parseMultipart> {
  try {
    return parseMultipart(contentType, body);
  } catch (error) {
    if (error instanceof MultipartError) throw new ApiFault(400, 'InvalidObject', error.message);
    throw error;
  }
}

/** A file's name without the folders of whoever sent it, and without what no header may hold. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replaceAll(/\p{Cc}/gu, '').trim();
  return plain === '' ? 'document' : plain;
}

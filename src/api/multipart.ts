import { basename } from 'node:path';
import { readFile, stat } from 'node:fs/promises';
import { codeOf } from '../errors/code-of.js';
import { UsageError } from '../errors/errors.js';
import { safeFileName } from '../text/file-name.js';
import { isExactNumber } from '../text/json.js';

export interface Upload {
  name: string;
  bytes: Uint8Array;
}

/** A form as it goes over the wire, and what a person may see of it. */
export interface Multipart {
  contentType: string;
  bytes: Buffer;
  /** Every part; a file by its name and size. */
  shown: Record<string, unknown>;
}

/** The file to send. Throws UsageError for what is no readable file with something in it. */
export async function openUpload(path: string): Promise<Upload> {
  const refuse = (what: string, cause?: unknown) =>
    new UsageError(`--file: ${what}`, { hint: 'Give the path of the document to upload.', cause });
  const found = await stat(path).catch((error: unknown) => {
    const isMissing = codeOf(error) === 'ENOENT';
    throw refuse(isMissing ? `there is no file ${path}.` : `${path} could not be read.`, error);
  });
  if (found.isDirectory()) throw refuse(`${path} is a folder.`);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw refuse(`${path} could not be read.`, error);
  });
  if (bytes.length === 0) throw refuse(`${path} is empty.`);
  return { name: safeFileName(basename(path)) ?? 'document', bytes };
}

/** Fields and a file as multipart/form-data. */
export async function buildMultipart(
  fields: Readonly<Record<string, unknown>>,
  file: Upload | undefined,
): Promise<Multipart> {
  const form = new FormData();
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined) continue;
    form.append(name, partText(name, value));
    shown[name] = value;
  }
  if (file !== undefined) {
    form.append('file', new Blob([file.bytes]), file.name);
    shown['file'] = { name: file.name, size: file.bytes.length };
  }
  const encoded = new Response(form);
  return {
    contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
    bytes: Buffer.from(await encoded.arrayBuffer()),
    shown,
  };
}

function partText(name: string, value: unknown): string {
  if (isExactNumber(value)) return value.value;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UsageError(`${name} takes one value, not a list or an object.`, {
    hint: 'The body is a form: each of its parts is text.',
  });
}

/** One part of a form: a field, or a file where it has a file's name. */
export interface Part {
  name: string;
  fileName: string | undefined;
  bytes: Buffer;
}

export class MultipartError extends Error {}

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

/**
 * The parts of a multipart/form-data body, read strictly (RFC 7578): every part between two boundaries, with a
 * name, the last boundary closed. Throws MultipartError for anything else; undefined where the type is another.
 */
export function parseMultipart(contentType: string, body: Buffer): Part[] | undefined {
  if (!/^multipart\/form-data\s*(?:;|$)/i.test(contentType)) return undefined;
  const [, quoted, bare] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw new MultipartError('The content type names no boundary.');
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = firstBoundary(body, delimiter);
  for (;;) {
    at += delimiter.length;
    if (body.subarray(at, at + 2).toString('latin1') === '--') return parts;
    if (!startsWith(body, at, lineEnd))
      throw new MultipartError('A boundary does not end its line.');
    const head = at + lineEnd.length;
    const content = body.indexOf(headEnd, head);
    const end = content === -1 ? -1 : body.indexOf(closing(delimiter), content + lineEnd.length);
    if (end === -1) throw new MultipartError('The form ends within a part.');
    // The line end before a boundary is the boundary's; an empty part shares it with its head.
    parts.push({
      ...parseHead(body.subarray(head, content).toString('utf8')),
      bytes: body.subarray(Math.min(content + headEnd.length, end), end),
    });
    at = end + lineEnd.length;
  }
}

function firstBoundary(body: Buffer, delimiter: Buffer): number {
  if (startsWith(body, 0, delimiter)) return 0;
  const found = body.indexOf(closing(delimiter));
  if (found === -1) throw new MultipartError('The boundary of the form is nowhere in it.');
  return found + lineEnd.length;
}

function closing(delimiter: Buffer): Buffer {
  return Buffer.concat([lineEnd, delimiter]);
}

function startsWith(body: Buffer, at: number, text: Buffer): boolean {
  return body.subarray(at, at + text.length).equals(text);
}

function parseHead(head: string): Omit<Part, 'bytes'> {
  const line = head.split('\r\n').find((one) => /^content-disposition\s*:/i.test(one)) ?? '';
  if (!/^content-disposition\s*:\s*form-data\b/i.test(line))
    throw new MultipartError('A part has no Content-Disposition: form-data.');
  const name = parameter(line, 'name');
  if (name === undefined || name === '') throw new MultipartError('A part has no name.');
  return { name, fileName: parameter(line, 'filename') };
}

/** A parameter as browsers and clients write it: quotes and line ends in it percent-encoded, or a quote escaped. */
function parameter(line: string, name: string): string | undefined {
  const [, quoted, bare] =
    new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, 'i').exec(line) ?? [];
  if (quoted === undefined) return bare;
  return quoted
    .replaceAll(/\\(["\\])/g, '$1')
    .replaceAll(/%(22|0D|0A)/gi, (escape) => decodeURIComponent(escape));
}

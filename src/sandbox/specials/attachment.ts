import type { Answer } from '../answer.js';

/** Bytes to be saved under a name. A name that no header can hold as it is goes along encoded. */
export function attachment(
  name: string,
  body: Buffer,
  contentType = 'application/octet-stream',
): Answer {
  const plain = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\]/g, '\\$&');
  const encoded = /[^\x20-\x7e]/.test(name)
    ? `; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`
    : '';
  return {
    status: 200,
    body,
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${plain}"${encoded}`,
    },
  };
}

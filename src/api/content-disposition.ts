/**
 * The file name that a Content-Disposition header suggests, as it was sent: `filename*` before `filename`,
 * quoted or not. Undefined where there is none. What the name may be on this machine is decided elsewhere.
 */
export function suggestedName(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join('; ') : header;
  if (text === undefined) return undefined;
  const parameters = new Map<string, string>();
  const pair = /;\s*([\w!#$&+.^`|~-]+\*?)\s*=\s*(?:"((?:\\["\\]|[^"])*)"|([^;]*))/g;
  for (const [, name = '', quoted, bare] of `;${text.replace(/^[^;=]*;/, '')}`.matchAll(pair)) {
    const value = quoted?.replaceAll(/\\(["\\])/g, '$1') ?? (bare ?? '').trim();
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  const extended = decodeExtended(parameters.get('filename*'));
  const plain = parameters.get('filename');
  return extended ?? (plain === undefined ? undefined : asUtf8(plain));
}

/** `UTF-8''na%C3%AFve.pdf` (RFC 8187); undefined where it is not valid. */
function decodeExtended(value: string | undefined): string | undefined {
  const [, charset = '', encoded = ''] = /^([\w-]+)'[^']*'(.*)$/.exec(value ?? '') ?? [];
  const bytes = Buffer.from(
    encoded.replaceAll(/%([0-9a-f]{2})/gi, (_match, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  );
  try {
    if (/^utf-8$/i.test(charset)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /^iso-8859-1$/i.test(charset) ? bytes.toString('latin1') : undefined;
  } catch {
    return undefined;
  }
}

/** Node reads headers as Latin-1; servers that put UTF-8 there mean UTF-8. */
function asUtf8(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

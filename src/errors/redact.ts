import { encodePercent } from '../text/percent.js';

/**
 * Removes secrets from text: the known values, also in base64 and percent-encoded form, and what looks like
 * one wherever it came from: Authorization headers, Basic blobs, `user:password@` in addresses, cookies.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret.toWellFormed()),
      encodePercent(secret),
      JSON.stringify(secret).slice(1, -1),
      secret.replaceAll('/', '\\/'),
      ...base64Forms(secret),
    ])
    .sort((a, b) => b.length - a.length)
    .map(inAnyCase);
  return (text) => {
    let clean = text;
    for (const pattern of known) clean = clean.replace(pattern, mask);
    return clean
      .replace(/\b(Basic|Bearer)\s+[\w+/=.~-]{20,}/gi, `$1 ${mask}`)
      .replace(/\b((?:set-)?cookie["']?\s*[:=])[^\r\n]+/gi, `$1 ${mask}`)
      .replace(
        /\b((?:proxy-)?authorization|clientid)(["']?\s*[:=]\s*["']?)(?!\*)[^\s"',;}]+(?: [\w+/=.~-]{8,})?/gi,
        `$1$2${mask}`,
      )
      .replace(/(\w:\/\/)[^\s/@:]+:[^\s/@]+@/g, `$1${mask}@`);
  };
}

/** The servers write %XX in lower case where we do not. */
function inAnyCase(text: string): RegExp {
  return new RegExp(text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`), 'gi');
}

const mask = '***';

/** The parts of a base64 text that a secret makes certain, for each of its three alignments in a longer text. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2]
    .map((shift) => {
      const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)])
        .toString('base64')
        .replace(/=+$/, '');
      return encoded.slice(
        Math.ceil((shift * 8) / 6),
        Math.floor(((shift + Buffer.byteLength(secret)) * 8) / 6),
      );
    })
    .filter((form) => form.length >= 6);
}

import { ownHostOnly } from '../catalog/path-argument.js';
import { UsageError } from '../errors/errors.js';

/** Whether a text begins as an address that could be the profile's own. */
export function isAddress(text: string): boolean {
  return /^\s*https?:\/\//i.test(text);
}

/**
 * The path of an address that begins with the profile's own base URL. Every other address is refused, by its
 * letters: what only looks like the own host, or becomes it in a URL parser, is not it. Throws UsageError.
 */
export function withoutOwnAddress(text: string, baseUrl: string): string {
  const [, origin = '', rest = ''] = /^\s*([a-z]+:\/\/[^/?#\\\s]*)(.*)$/is.exec(text) ?? [];
  const own = new URL(baseUrl);
  // An origin in ASCII without userinfo can hide nothing; comparing it parsed allows the usual port to be named.
  const isOwnHost = /^[a-z]+:\/\/[\w.:[\]-]+$/i.test(origin) && originOf(origin) === own.origin;
  const path = rest.slice(own.pathname.length);
  const isOwnPath =
    rest.toLowerCase().startsWith(own.pathname.toLowerCase()) && /^(?:[/?]|$)/.test(path);
  if (isOwnHost && isOwnPath) return path;
  throw new UsageError(
    `"${text.trim().slice(0, 200)}" is not an address of this profile: ${ownHostOnly}.`,
    { hint: `Its addresses begin with ${baseUrl}; a path such as /service/tickets/123 will do.` },
  );
}

function originOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).origin : undefined;
}

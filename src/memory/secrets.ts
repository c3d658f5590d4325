import { isNumber } from '../text/json.js';
import { isRecord } from '../text/records.js';
import type { SavedCall } from './entry.js';
import { piecesOf } from './placeholders.js';

/** Tells whether a text holds a secret that is known as such. */
type Known = (text: string) => boolean;

/** Where a call, or its description, seems to hold a secret, such as `params.password` or `data.note`; never the secret itself. */
export function secretPlaces(
  call: SavedCall & { description?: string },
  known: Known = () => false,
): string[] {
  const places = [
    ...valuePlace('description', call.description ?? '', known),
    ...call.path.split('/').flatMap((text, index) => valuePlace(`path.${index}`, text, known)),
    ...Object.entries(call.params).flatMap(([name, value]) =>
      filters.includes(name.toLowerCase())
        ? textsOf(value).flatMap((text) => filterPlaces(`params.${name}`, text, known))
        : memberPlaces('params', name, value, known),
    ),
    ...placesIn('data', call.data, known),
  ];
  return [...new Set(places)];
}

/** Inputs whose text says fields and values. */
const filters = ['conditions', 'childconditions', 'customfieldconditions', 'where', 'unlessexists'];

/** What something is called whose value nobody should read: `adminPassword`, `api_key`, `Authorization`. */
function isSecretName(name: string): boolean {
  const plain = name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  return /(?:passwords?|passwd|pwd|passphrase|passcode|secret|token|apikey|accesskey|privatekey|authorization|credentials?)$/.test(
    plain,
  );
}

/** What looks like a secret wherever it stands. Words about passwords do not. */
function looksSecret(text: string): boolean {
  return (
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) ||
    serviceKey.test(text) ||
    /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/.test(text) ||
    /\bBearer\s+(?=\S*\d)[\w+/=.~-]{20,}/i.test(text) ||
    /\w:\/\/[^\s/@:]+:[^\s/@]+@/.test(text) ||
    [...text.matchAll(/\bBasic\s+([\w+/]{12,}={0,2})/gi)].some(([, blob = '']) => isBasic(blob)) ||
    /\b(?:passw(?:or)?d|pwd|api[ _-]?key|private[ _-]?key|secret|token)\s*[:=]\s*["']?(?=\S*\d)(?=\S*[a-z])[^\s"']{6,}/i.test(
      text,
    )
  );
}

/** Keys that well-known services give an unmistakable beginning: clouds, payment, code hosts, chat. */
const serviceKey =
  /\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}\b|[sr]k_(?:live|test)_\w{16}|gh[opsu]_\w{30}|xox[abps]-[\w-]{10})/;

/** User and password behind `Basic`, in contrast to a long word. */
function isBasic(blob: string): boolean {
  return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(Buffer.from(blob, 'base64').toString('latin1'));
}

function placesIn(place: string, value: unknown, known: Known): string[] {
  if (typeof value === 'string') return valuePlace(place, value, known);
  if (Array.isArray(value))
    return value.flatMap((one, index) => placesIn(`${place}.${index}`, one, known));
  if (!isRecord(value)) return [];
  return [
    ...namedPlace(place, value),
    ...Object.entries(value).flatMap(([name, member]) => memberPlaces(place, name, member, known)),
  ];
}

/** An operation of a PATCH, a custom field or the answer to a question: one member names what another one holds. */
function namedPlace(place: string, record: Readonly<Record<string, unknown>>): string[] {
  const name = ['path', 'caption', 'question']
    .map((one) => record[one])
    .find((one) => typeof one === 'string');
  if (name === undefined || !isSecretName(name)) return [];
  return ['value', 'answer']
    .filter((member) => holdsValue(record[member]))
    .map((member) => `${place}.${member}`);
}

function memberPlaces(place: string, name: string, value: unknown, known: Known): string[] {
  const own = `${place}.${name}`;
  return isSecretName(name) && holdsValue(value) ? [own] : placesIn(own, value, known);
}

function valuePlace(place: string, text: string, known: Known): string[] {
  const own = ownText(text);
  return looksSecret(own) || known(own) ? [place] : [];
}

function filterPlaces(place: string, text: string, known: Known): string[] {
  const own = ownText(text);
  const [, field = '', bare = ''] =
    /^\s*([\w./]+)\s*(?:[!<>]?=|[<>~]|\s(?:eq|ne|like|contains|in)\s)\s*(\S.*)$/is.exec(own) ?? [];
  const isBareSecret = isSecretName(lastOf(field)) && !/^(?:null|true|false|['"])/i.test(bare);
  return isBareSecret || holdsQuotedSecret(own) || looksSecret(own) || known(own) ? [place] : [];
}

/** Whether a quoted value is compared with a field of such a name: `password = "…"`, not `summary contains "password"`. */
function holdsQuotedSecret(text: string): boolean {
  let before = '';
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^"']+|["']/gs)) {
    const isQuoted = /^["'][\s\S]+["']$/.test(token);
    const [, field = ''] = /([\w./]+)\s*(?:!?=|like|contains|in\s*\()\s*$/i.exec(before) ?? [];
    if (isQuoted && token.length > 2 && isSecretName(lastOf(field))) return true;
    before = isQuoted ? '' : token;
  }
  return false;
}

function lastOf(field: string): string {
  return field.split(/[./]/).at(-1) ?? '';
}

/** Something that somebody could read; a placeholder, a mask or a switch is nothing. */
function holdsValue(value: unknown): boolean {
  if (typeof value !== 'string') return isNumber(value);
  return !/^[\s*•…]*$/.test(ownText(value)) && !/^(?:true|false|null)$/i.test(value.trim());
}

/** A text without its placeholders, but with what they stand for where nothing is given. */
function ownText(text: string): string {
  return piecesOf(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : (piece.default ?? '')))
    .join('');
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap(textsOf) : [];
}

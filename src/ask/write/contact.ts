import type { FieldWords } from './fields.js';
import type { Value } from './value.js';

/** `Jane Roe` as first and last name. */
export function contactName(text: string, words: FieldWords): Value | undefined {
  const [, first, last] =
    /^(\p{L}[\p{L}'’.-]*)(?:\s+(\p{L}[\p{L}'’. -]*))?$/u.exec(text.trim()) ?? [];
  if (first === undefined || words.named('lastName') === undefined) return undefined;
  const settings = [
    { path: 'firstName', value: first },
    ...(last === undefined ? [] : [{ path: 'lastName', value: last.trim() }]),
  ];
  return { settings, as: settings.map(({ path, value }) => `${path} = ${value}`).join(', ') };
}

const mail =
  /^(?:(?:and|with|an?|the)\s+)*(?:e-?mail(?: address)?\s*(?:is|of|[:=])?\s*)?([^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+)$/i;

const phone =
  /^(?:(?:and|with|an?|the)\s+)*((?:cell|mobile|direct|work|office|business)?\s*(?:phone|number|cell|mobile|tel(?:ephone)?)?(?: number| phone)?)\s*(?:is|of|[:=])?\s*(\+?[\d(][\d\s().-]{5,}\d)$/i;

/** An address or a number by which a person is reached, as an entry of the list that contacts keep. */
export function communication(piece: string, words: FieldWords): Value | undefined {
  const list = words.named('communicationItems');
  if (list === undefined) return undefined;
  const address = mail.exec(piece)?.[1];
  if (address !== undefined) return entry(0, 'Email', 'Email', address);
  const [, kind = '', number] = phone.exec(piece) ?? [];
  if (number === undefined || kind.trim() === '') return undefined;
  return entry(1, /cell|mobile/i.test(kind) ? 'Cell' : 'Direct', 'Phone', number.trim());
}

function entry(index: number, type: string, kind: string, value: string): Value {
  const at = `communicationItems.${index}`;
  return {
    settings: [
      { path: `${at}.type.name`, value: type },
      { path: `${at}.value`, value },
      { path: `${at}.communicationType`, value: kind },
    ],
    as: `${type} ${value}`,
  };
}

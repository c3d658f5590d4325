import { lookUp } from '../../conditions/shape.js';
import { slashPath } from '../../conditions/spelling.js';
import type { Reader } from './reader.js';

const name = String.raw`[A-Za-z][A-Za-z0-9_]*(?:[/.][A-Za-z][A-Za-z0-9_]*)*`;
const names = String.raw`(${name}(?:(?:\s*,\s*|\s+)${name})+?)`;
const end = String.raw`(?=\s*(?:$|[;.]))`;

/** `; id, amount, date;` or `, id name actualHours only`: the fields that are wanted, as programs name them. */
export const readFieldList: Reader = (sentence, { shape }, draft) => {
  if (draft.fields.length > 0) return;
  const form = new RegExp(
    String.raw`(?<=[;.]\s*)${names}${end}|(?<=[,;.]\s*)${names}\s+only${end}`,
    'u',
  );
  sentence.takeAs(form, ([, plain, only]) => {
    const said = (plain ?? only ?? '').split(/[\s,]+/).filter((one) => one !== '');
    const found = said.map((one) => lookUp(slashPath(one), shape));
    const paths = found.flatMap((one) => (one.kind === 'found' ? [one.path] : []));
    if (paths.length < said.length) return undefined;
    draft.fields.push(...paths);
    return `fields ${paths.join(',')}`;
  });
};

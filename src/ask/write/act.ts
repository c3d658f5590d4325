import { emptyDraft, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { atStart, verbMark } from './lead.js';
import { childList } from './nouns.js';
import { behindVerb, endpointOn, takeTarget } from './target.js';
import { fillTemplate } from '../../catalog/template.js';

/** What the catalog has an endpoint of its own for. */
export function readAct(sentence: Sentence, world: World): Draft | undefined {
  return (
    sentence.attempt(() => readMerge(sentence, world)) ??
    sentence.attempt(() => readLink(sentence, world)) ??
    sentence.attempt(() => readConvert(sentence, world)) ??
    sentence.attempt(() => readVerb(sentence, world))
  );
}

/** `merge ticket 5 into 7`: the first goes into the second. */
function readMerge(sentence: Sentence, world: World): Draft | undefined {
  if (!sentence.takeAs(new RegExp(`${atStart}(?:merge|combine)\\b`), verbMark)) return undefined;
  const source = takeTarget(sentence, world, { after: behindVerb, direct: true });
  const into = sentence.take(
    /(?:into|with|to|in)\s+(?:(?:the\s+)?(?:ticket|company)\s+)?#?(\d+)/,
    ([words, id = '']) => ({
      as: `into ${id}`,
      value: { id, isInto: /^(?:into|to|in)\b/i.test(words) },
    }),
  );
  if (source === undefined || into === undefined) return undefined;
  const isCompany = source.list === '/company/companies';
  const path = isCompany ? `${source.list}/${source.id}/merge` : `${source.list}/${into.id}/merge`;
  if (endpointOn(world, 'POST', path) === undefined) return undefined;
  const draft = emptyDraft('POST', path);
  if (!into.isInto) draft.doubts.push({ why: 'nothing tells which of the two stays', weight: 0.4 });
  if (isCompany) return { ...draft, settings: [{ path: 'toCompanyId', value: into.id }] };
  const status =
    sentence.take(
      /(?:with|and|in|using)\s+(?:the\s+)?status\s+(?:to\s+|as\s+)?([^\0]+?)[\s.!]*$/,
      ([, name = '']) => ({
        as: `status = ${name}`,
        value: name,
      }),
    ) ?? 'Closed';
  sentence.amend(verbMark, `status = ${status} for the one that goes`);
  draft.settings.push(
    { path: 'mergeTicketIds.0', value: source.id },
    { path: 'status.name', value: status },
  );
  return draft;
}

/** `attach configuration 45 to ticket 3`. */
function readLink(sentence: Sentence, world: World): Draft | undefined {
  const verb = new RegExp(`${atStart}(?:add|attach|link|associate|connect)\\b`);
  if (!sentence.takeAs(verb, verbMark)) return undefined;
  const one = takeTarget(sentence, world);
  if (one === undefined || !sentence.takeAs(/\b(?:to|with|onto)\b/, '')) return undefined;
  const owner = takeTarget(sentence, world, { after: String.raw`\bto` });
  const noun = one.list.split('/').at(-1) ?? '';
  const list =
    owner === undefined
      ? undefined
      : childList(world.catalog, owner.template, noun.replace(/s$/, ''));
  if (owner === undefined || list === undefined) return undefined;
  const path = fillTemplate(list, () => owner.id);
  const endpoint = endpointOn(world, 'POST', path);
  const schema = endpoint?.body?.schema ?? '';
  if (endpoint === undefined) return undefined;
  const field = world.catalog.fields(schema).find(({ name }) => name === noun.replace(/s$/, ''));
  if (!schema.endsWith('Reference') && field === undefined) return undefined;
  const setting = {
    path: schema.endsWith('Reference') ? 'id' : (field?.name ?? 'id'),
    value: one.id,
  };
  return { ...emptyDraft('POST', path), settings: [setting] };
}

/** `convert opportunity 5 to a project`: the path says into what. */
function readConvert(sentence: Sentence, world: World): Draft | undefined {
  const verb = new RegExp(`${atStart}(?:convert|turn)\\b`);
  if (!sentence.takeAs(verb, verbMark)) return undefined;
  const target = takeTarget(sentence, world, { direct: true });
  const into = sentence.take(
    /(?:in)?to\s+(?:(?:an?|the)\s+)?(?:new\s+)?((?:service |project |sales )?[a-z]+)[\s.!]*$/,
    ([words, name = '']) => ({ as: words, value: name.toLowerCase() }),
  );
  if (target === undefined || into === undefined) return undefined;
  const name = into
    .replace(/^ticket$/, 'service ticket')
    .replaceAll(/(?:^|\s)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const draft = emptyDraft('POST', `${target.list}/${target.id}/convertTo${name}`);
  const endpoint = endpointOn(world, 'POST', draft.path);
  if (endpoint === undefined) return undefined;
  return endpoint.body === null ? draft : { ...draft, data: {} };
}

/** `approve time sheet 5`, `copy ticket 5`: the verb is the last word of a path. */
function readVerb(sentence: Sentence, world: World): Draft | undefined {
  const verb = sentence.take(
    new RegExp(
      String.raw`${atStart}(approve|submit|reject|reverse|copy|duplicate|clone|rebatch|unbatch)\b(?:\s+(?:an?\s+)?copy of)?`,
    ),
    ([, word = '']) => ({
      as: verbMark,
      value: word.toLowerCase().replace(/^(?:duplicate|clone)$/, 'copy'),
    }),
  );
  const target =
    verb === undefined
      ? undefined
      : takeTarget(sentence, world, { after: behindVerb, direct: true });
  if (verb === undefined || target === undefined) return undefined;
  const draft = emptyDraft('POST', `${target.list}/${target.id}/${verb}`);
  const endpoint = endpointOn(world, 'POST', draft.path);
  sentence.amend(verbMark, `POST ${draft.path}`);
  if (endpoint === undefined)
    draft.doubts.push({ why: `${target.list} has nothing to ${verb} with`, weight: 0.05 });
  // What the body would say is optional, and yet there has to be one.
  return (endpoint?.body ?? null) === null ? draft : { ...draft, data: {} };
}

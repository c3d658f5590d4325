import type { Catalog } from '../catalog/catalog.js';
import type { EndpointSummary } from '../catalog/model.js';
import { placeholders } from '../catalog/template.js';
import type { Doubt } from './draft.js';
import type { Noun } from './nouns.js';

export interface Pick {
  noun: Noun;
  doubts: Doubt[];
}

/** The list of its own that a noun names. Of several, search tells which one the sentence fits best; that is not sure. */
export function pickOwn(nouns: readonly Noun[], text: string, catalog: Catalog): Pick | undefined {
  const own = nouns.filter((noun) => noun.above === undefined);
  const [first] = own;
  if (first === undefined) return undefined;
  const equals = own.filter(({ rank }) => rank === first.rank);
  if (equals.length === 1)
    return {
      noun: first,
      doubts: first.rank < 3 ? [] : [{ why: `${first.path} is named otherwise`, weight: 0.8 }],
    };
  const found = searchReads(text, catalog).map(({ path }) => path);
  const place = ({ path }: Noun) => (found.includes(path) ? found.indexOf(path) : found.length);
  const [best = first] = equals.toSorted((one, other) => place(one) - place(other));
  const others = equals.filter((noun) => noun !== best).map(({ path }) => path);
  return {
    noun: best,
    doubts: [{ why: `${others.slice(0, 3).join(', ')} could be meant as well`, weight: 0.45 }],
  };
}

/** Reads that the sentence resembles, the likeliest first. */
export function searchReads(text: string, catalog: Catalog): EndpointSummary[] {
  return catalog
    .search(text, { limit: 30, method: 'GET' })
    .hits.map(({ endpoint }) => endpoint)
    .filter(({ path }) => !/\/(?:usages|info)(?:\/|$)/.test(path));
}

/** Most alternatives of a plan. */
const most = 3;

/** Other lists that a sentence may be about. */
export function otherReads(text: string, catalog: Catalog, chosen: string): EndpointSummary[] {
  const own = searchReads(text, catalog).filter(
    ({ path }) => path !== chosen && placeholders(path).length === 0 && !/\/count\/?$/.test(path),
  );
  return own.slice(0, most);
}

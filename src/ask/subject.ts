import type { Endpoint } from '../catalog/model.js';
import { recordShape } from '../catalog/record-shape.js';
import { placeholders } from '../catalog/template.js';
import type { RecordShape } from '../conditions/shape.js';
import type { Doubt } from './draft.js';
import { knownPaths, loreOf, type Lore } from './phrases.js';
import { phrasePattern, type Sentence } from './sentence.js';
import type { World } from './world.js';

/** What a sentence is about. */
export interface Subject {
  /** The list of its records, and its path with the ids of what they are below. */
  list: Endpoint;
  path: string;
  lore: Lore;
  shape: RecordShape;
  /** The one record that is meant. */
  id: string | undefined;
  doubts: Doubt[];
}

/** Finds the records that a sentence is about by what they are called; undefined where nothing tells. */
export function findSubject(sentence: Sentence, world: World): Subject | undefined {
  const named = byNoun(sentence, world);
  return named ?? bySearch(sentence, world);
}

function byNoun(sentence: Sentence, world: World): Subject | undefined {
  const nouns = new Map<string, string>();
  for (const path of knownPaths())
    for (const noun of loreOf(path).nouns) {
      nouns.set(noun, path);
      nouns.set(`${noun}s`, path);
    }
  const noun = phrasePattern([...nouns.keys()]);
  return sentence.take(new RegExp(`${noun}(?:\\s+#?(\\d+))?`), ([all, id]) => {
    const path = nouns.get(
      all
        .replace(/\s+#?\d+$/, '')
        .toLowerCase()
        .replaceAll(/[\s-]+/g, ' '),
    );
    const subject = path === undefined ? undefined : subjectAt(path, world, []);
    if (subject === undefined) return undefined;
    return {
      as: `GET ${subject.path}${id === undefined ? '' : `/${id}`}`,
      value: { ...subject, id },
    };
  });
}

function bySearch(sentence: Sentence, world: World): Subject | undefined {
  const [hit] = world.catalog
    .search(sentence.text, { limit: 10, method: 'GET' })
    .hits.filter(({ endpoint }) => placeholders(endpoint.path).length === 0);
  if (hit === undefined) return undefined;
  return subjectAt(hit.endpoint.path, world, [
    { why: `${hit.endpoint.path} was found by search`, weight: 0.6 },
  ]);
}

function subjectAt(path: string, { catalog }: World, doubts: Doubt[]): Subject | undefined {
  const list = catalog.onPath(path).find(({ method }) => method === 'GET');
  if (list === undefined) return undefined;
  const shape = recordShape(catalog, list);
  return { list, path, lore: loreOf(path, shape), shape, id: undefined, doubts };
}

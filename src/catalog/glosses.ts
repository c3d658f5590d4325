import glosses from '../../data/glosses.json' with { type: 'json' };
import { splitPath } from './template.js';
import { normal } from './vocabulary.js';

/**
 * Reads what people say about a resource that its path does not say (`data/glosses.json`), in normal words.
 * Children of the same name below like parents of two modules (the notes of service and of project tickets)
 * share theirs.
 */
export function glossReader(): (path: string) => string[] {
  const words = new Map<string, string[]>();
  for (const [path, text] of Object.entries(glosses as Record<string, string>)) {
    const key = keyOf(path);
    words.set(key, [...(words.get(key) ?? []), ...normal(text)]);
  }
  return (path) => words.get(keyOf(path)) ?? [];
}

function keyOf(path: string): string {
  const [module = '', ...rest] = splitPath(path).map((segment) =>
    segment.startsWith('{') ? '{}' : segment.toLowerCase(),
  );
  return (rest.length > 1 ? rest : [module, ...rest]).join('/');
}

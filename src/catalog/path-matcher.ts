import type { Endpoint, Parameter } from './model.js';
import { matchTemplate, parseTemplate, splitPath, type Segment } from './template.js';

/** An endpoint found for a path, with the values that the path gives its placeholders. */
export interface Match {
  endpoint: Endpoint;
  values: Record<string, string>;
}

interface Source {
  /** The templates of a module with as many segments. */
  templates: (module: string, depth: number) => string[];
  onPath: (template: string) => Endpoint[];
  parameters: (endpoint: Endpoint) => Parameter[];
}

/** Finds the endpoints that a path belongs to. */
export class PathMatcher {
  readonly #source: Source;
  readonly #templates = new Map<string, [string, Segment[]][]>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** All operations on the template that a path belongs to; static segments win over placeholders. */
  match(path: string): Match[] {
    const segments = splitPath(path);
    let best = -1;
    let matches: { template: string; values: Record<string, string> }[] = [];
    for (const [template, parsed] of this.#templatesLike(segments)) {
      const match = matchTemplate(parsed, segments);
      if (match === undefined || match.rank < best) continue;
      if (match.rank > best) matches = [];
      best = match.rank;
      matches.push({ template, values: match.values });
    }
    const candidates = matches.flatMap(({ template, values }) =>
      this.#source.onPath(template).map((endpoint) => ({ endpoint, values })),
    );
    if (matches.length < 2) return candidates;
    // Templates that differ in case or placeholder name share a route: the one spelt as asked comes first,
    // then the one whose ids are of the right kind (`/system/members/{id}` and `…/{memberIdentifier}`).
    const preference = ({ endpoint, values }: Match): number =>
      (endpoint.path === path ? 10 : 0) + this.#fit(endpoint, values);
    return candidates
      .map((candidate) => ({ candidate, rank: preference(candidate) }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ candidate }) => candidate);
  }

  /** Templates of a path's module and length. Kept: whoever routes many requests asks for the same ones again. */
  #templatesLike([module = '', ...rest]: readonly string[]): [string, Segment[]][] {
    const key = `${module} ${rest.length}`;
    let templates = this.#templates.get(key);
    if (templates === undefined) {
      const paths = this.#source.templates(module, rest.length + 1);
      templates = paths.map((path) => [path, parseTemplate(path)]);
      this.#templates.set(key, templates);
    }
    return templates;
  }

  /** How well values suit placeholders: digits an integer one, text any but that. */
  #fit(endpoint: Endpoint, values: Readonly<Record<string, string>>): number {
    return this.#source
      .parameters(endpoint)
      .filter(({ in: place, type }) => place === 'path' && type === 'integer')
      .map(({ name }) => values[name])
      .reduce((sum, value) => sum + (value === undefined ? 0 : /^\d+$/.test(value) ? 1 : -1), 0);
  }
}

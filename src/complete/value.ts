import type { Completes } from '../actions/define.js';
import type { Wanted } from '../cli/flags.js';
import { aFile, byLength, nothing, pick, pickFrom, type Answer } from './candidate.js';
import type { Asked } from './asked.js';

/** What can stand for a value of which this much is written. */
export async function completeValue(
  { choices, completes, isJson }: Wanted,
  written: string,
  asked: Asked,
): Promise<Answer> {
  if (choices !== undefined) return names(written, choices);
  if (isJson === true) return written.startsWith('@') ? aFile : nothing;
  return completes === undefined ? nothing : await completers[completes](written, asked);
}

type Completer = (written: string, asked: Asked) => Answer | Promise<Answer>;

/** What reads the catalog takes time to load: only where it is asked for. */
const completers: Readonly<Record<Completes, Completer>> = {
  endpoint: async (...given) => (await import('./endpoint.js')).completeEndpoint(...given),
  request: async (...given) => (await import('./endpoint.js')).completeRequest(...given),
  parameter: async (...given) => (await import('./parameters.js')).completeParameter(...given),
  where: filter('where'),
  conditions: filter('conditions'),
  childConditions: filter('childConditions'),
  customFieldConditions: filter('customFieldConditions'),
  orderBy: filter('orderBy'),
  fields: filter('fields'),
  columns: async (...given) => (await import('./filters.js')).completeColumns(...given),
  setting: async (...given) => (await import('./body.js')).completeSetting(...given),
  settingSource: async (...given) => (await import('./body.js')).completeSource(...given),
  bodyField: async (...given) => (await import('./body.js')).completeBodyField(...given),
  entry: async (...given) => (await import('./kept.js')).completeEntry(...given),
  placeholder: async (...given) => (await import('./kept.js')).completePlaceholder(...given),
  module: async (written, { local }) => names(written, (await local.catalog())?.modules() ?? []),
  async category(written, { local }) {
    const known = (await local.catalog())?.categories() ?? [];
    const nameOf = ({ category }: { category: string }) => category;
    const found = pickFrom(written, known, nameOf, (a, b) => byLength(nameOf(a), nameOf(b)));
    return { candidates: found.map(({ category, module }) => ({ text: category, note: module })) };
  },
  profile: async (written, { local }) => names(written, await local.profiles()),
  zone: (written) => names(written, ['UTC', ...Intl.supportedValuesOf('timeZone')]),
  file: () => aFile,
};

function filter(
  dialect:
    'where' | 'conditions' | 'childConditions' | 'customFieldConditions' | 'orderBy' | 'fields',
): Completer {
  return async (written, asked) =>
    (await import('./filters.js')).completeFilter(written, dialect, asked);
}

function names(written: string, texts: readonly string[]): Answer {
  return {
    candidates: pick(
      written,
      texts.map((text) => ({ text })),
    ),
  };
}

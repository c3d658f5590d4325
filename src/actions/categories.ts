import { NotFoundError } from '../errors/errors.js';
import { didYouMean, nearest } from '../text/nearest.js';
import { defineAction, many } from './define.js';

/** A category, or with a name one of that category's endpoints. */
export type CategoryRow =
  | { category: string; module: string; endpoints: number }
  | { method: string; path: string; operationId: string; module: string; summary: string };

export const categories = defineAction({
  name: 'categories',
  summary: "List the categories, or with a name that category's endpoints",
  params: {
    name: { kind: 'string', summary: 'a category, such as Tickets', completes: 'category' },
    byModule: {
      kind: 'boolean',
      default: false,
      summary: 'a row for each module that has it, ordered by module',
    },
  },
  async run({ name, byModule }, { catalog }) {
    const opened = await catalog();
    if (name === undefined) {
      const found = byModule ? opened.categoriesByModule() : opened.categories();
      return many<CategoryRow>(found, ['category', 'module', 'endpoints']);
    }
    const endpoints = opened.inCategory(name.trim());
    if (endpoints.length === 0) {
      const known = opened.categories().map(({ category }) => category);
      throw new NotFoundError(`There is no category "${name}".`, {
        hint: didYouMean(nearest(name, known)) ?? 'All of them: cwm categories',
      });
    }
    const rows = endpoints.map(({ method, path, operationId, module, summary }) => ({
      method,
      path,
      operationId,
      module,
      summary,
    }));
    return many<CategoryRow>(rows, ['method', 'path', 'operationId', 'module', 'summary']);
  },
});

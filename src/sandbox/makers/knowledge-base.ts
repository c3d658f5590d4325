import authored from '../../../data/sandbox/articles.json' with { type: 'json' };
import type { Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { Cast } from './cast.js';
import { turn } from '../turn.js';

export const articleCategories: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, name] of Object.keys(authored.categories).entries()) {
    const { location, department } = cast.home(index);
    const approver = cast.ref('MemberReference', turn(cast.staff, index));
    add(null, { name, location, department, approver });
  }
};

export const articleSubcategories: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, [category, names]] of Object.entries(authored.categories).entries()) {
    const { location, department } = cast.home(index);
    for (const name of names)
      add(null, { name, category: { id: index + 1, name: category }, location, department });
  }
};

export const articles: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, { category, sub, title, issue, resolution }] of authored.articles.entries()) {
    const { locationId, departmentId } = cast.home(index);
    const author = String(turn(cast.staff, index)['identifier']);
    const written = ground.daysAgo(400 - index * 19);
    add(null, {
      title,
      issue,
      resolution,
      locationId,
      businessUnitId: departmentId,
      board: cast.refNth('BoardReference', collections.boards, index % 3 === 2 ? 2 : 0),
      categoryId: cast.named('/service/knowledgeBaseCategories', category)?.['id'],
      subCategoryId: cast.named('/service/knowledgeBaseSubCategories', sub)?.['id'],
      dateCreated: apiTime(written),
      createdBy: author,
      _info: ground.info(written, author, ground.daysAgo(index * 3)),
    });
  }
};

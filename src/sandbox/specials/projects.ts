import type { Match } from '../../catalog/path-matcher.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { add, stored } from '../amend.js';
import { ApiFault, type Answer } from '../answer.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { parsedBody } from '../body.js';
import { pick } from '../records.js';
import { idIn, told } from './asked.js';

const allProjects = '/project/projects';
const phases = '/project/projects/{}/phases';
const templates = '/project/projectTemplates';
const templatePhases = '/project/projectTemplates/{}/projectTemplatePhases';

export const projects: Readonly<Record<string, Special>> = {
  'GET /project/projects/{id}/projectWorkplan': (_request, match, world) => {
    const { id } = stored(allProjects, idIn(match), world);
    return { status: 200, body: workplan(id, world) };
  },
  'POST /project/projectTemplates/createFromProject/{id}': createFromProject,
  'POST /project/projects/{parentId}/applyTemplate/{id}': (_request, match, world) =>
    apply(match, [idIn(match)], world),
  'POST /project/projects/{parentId}/applyTemplates': (request, match, world) =>
    apply(match, templateIds(parsedBody(request)), world),
};

/** The phases of a project as its work plan shows them. */
function workplan(projectId: number, { store, references }: World): JsonRecord {
  const names = references.fieldsOf('ProjectWorkplanProjectPhase').map(({ name }) => name);
  const shown = store
    .list(phases, projectId)
    .map(({ record }) => ({ ...pick(record, names), projectId }));
  return { projectId, phases: shown };
}

/** A template with the phases that a project has. */
function createFromProject(request: SandboxRequest, match: Match, world: World): Answer {
  const { id, record: project } = stored(allProjects, idIn(match), world);
  const body = told(request, match, world);
  return world.store.atomic(() => {
    const type = project['type'];
    const template = add(templates, null, { ...(isRecord(type) ? { type } : {}), ...body }, world);
    for (const { record } of world.store.list(phases, id))
      add(
        templatePhases,
        Number(template['id']),
        {
          templateRecId: template['id'],
          ...pick(record, ['description', 'wbsCode', 'budgetHours', 'notes']),
          markAsMilestone: record['markAsMilestoneFlag'] === true,
        },
        world,
      );
    return { status: 201, body: template };
  });
}

/** The phases of templates are added to a project's own, their numbers after those that it has. */
function apply(match: Match, ids: readonly number[], world: World): Answer {
  const { id } = stored(allProjects, idIn(match, 'parentId'), world);
  for (const template of ids) stored(templates, template, world);
  return world.store.atomic(() => {
    let next = world.store.list(phases, id).length;
    for (const template of ids)
      for (const { record } of world.store.list(templatePhases, template)) {
        next += 1;
        add(
          phases,
          id,
          {
            projectId: id,
            ...pick(record, ['description', 'budgetHours', 'notes']),
            wbsCode: String(next),
            markAsMilestoneFlag: record['markAsMilestone'] === true,
          },
          world,
        );
      }
    return { status: 201, body: workplan(id, world) };
  });
}

function templateIds(body: unknown): number[] {
  const ids = Array.isArray(body)
    ? (body as unknown[]).map((one) => (isRecord(one) ? Number(one['id']) : Number.NaN))
    : [];
  if (ids.length > 0 && ids.every(Number.isSafeInteger)) return ids;
  throw new ApiFault(
    400,
    'InvalidObject',
    'The body must be a JSON array of templates with their ids.',
  );
}

import type { JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { apiTime, collections, idOf } from '../records.js';
import { officeOf, startsWith } from './starts.js';

/** What the server works out for opportunities and activities. */
export const salesRules: Record<string, Rules> = {
  '/sales/opportunities': {
    defaults: startsWith({
      status: '/sales/opportunities/statuses',
      type: '/sales/opportunities/types',
      stage: '/sales/stages',
    }),
    finish: finishOpportunity,
  },
  '/sales/opportunities/{}/notes': {
    finish: (record, { parent, by }) => ({ enteredBy: by, ...record, opportunityId: parent }),
  },
  [collections.activities]: {
    required: ['assignTo'],
    defaults: startsWith({
      status: '/sales/activities/statuses',
      type: '/sales/activities/types',
    }),
    finish: (record, { store, references, by, before }) => ({
      assignedBy:
        before?.['assignedBy'] ??
        references.to(
          'MemberReference',
          store.listBy(collections.members, 'identifier', by)[0]?.record ?? {},
        ),
      ...record,
    }),
  },
};

/** How likely it is follows from its stage, and whether it is decided from its status. */
function finishOpportunity(record: JsonRecord, derivation: Derivation): JsonRecord {
  const { store, references, before, now, by } = derivation;
  const { location, department } = officeOf(record, derivation, {
    location: 'SystemLocationReference',
    department: 'BillingUnitReference',
  });
  const stage = store.get('/sales/stages', idOf(record['stage']) ?? 0)?.record;
  const isNewStage = idOf(before?.['stage']) !== idOf(record['stage']);
  const isGiven = idOf(before?.['probability']) !== idOf(record['probability']);
  const status = store.get('/sales/opportunities/statuses', idOf(record['status']) ?? 0)?.record;
  const { closedDate, closedBy, ...open } = record;
  const [writer] = store.listBy(collections.members, 'identifier', by);
  return {
    dateBecameLead: apiTime(now),
    pipelineChangeDate: apiTime(now),
    ...open,
    ...(isNewStage && !isGiven && stage !== undefined ? { probability: stage['probability'] } : {}),
    ...(isNewStage ? { pipelineChangeDate: apiTime(now) } : {}),
    locationId: location['id'],
    businessUnitId: department['id'],
    ...(status?.['closedFlag'] === true
      ? {
          closedDate: closedDate ?? apiTime(now),
          closedBy: closedBy ?? references.to('MemberReference', writer?.record ?? {}),
        }
      : {}),
  };
}

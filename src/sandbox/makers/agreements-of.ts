import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Ground } from '../ground.js';
import { collections } from '../records.js';

/** The agreement that a company's service counts under, as others refer to it. */
export type AgreementOf = (
  company: number,
) => { reference: JsonRecord; type: string | undefined } | undefined;

/** Looks agreements up by company: the oldest that runs. */
export function agreementsOf(ground: Ground): AgreementOf {
  const found = new Map<number, { reference: JsonRecord; type: string | undefined }>();
  for (const agreement of ground.all(collections.agreements)) {
    const { company, type, agreementStatus, cancelledFlag } = agreement;
    if (!isRecord(company) || cancelledFlag === true) continue;
    if (agreementStatus !== undefined && agreementStatus !== 'Active') continue;
    const id = Number(company['id']);
    if (!found.has(id))
      found.set(id, {
        reference: ground.reference('AgreementReference', agreement),
        type: isRecord(type) ? String(type['name']) : undefined,
      });
  }
  return (company) => found.get(company);
}

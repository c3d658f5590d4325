import { isRecord } from '../../text/records.js';
import type { Ground } from '../ground.js';
import { collections } from '../records.js';
import { fieldsText } from './linker.js';

/** The agreement that a company's service counts under, as the fields that other records carry for it. */
export type AgreementOf = (company: number) => { text: string } | undefined;

/** Looks agreements up by company: the oldest that runs. */
export function agreementsOf(ground: Ground): AgreementOf {
  const found = new Map<number, { text: string }>();
  for (const agreement of ground.all(collections.agreements)) {
    const { company, type, agreementStatus, cancelledFlag } = agreement;
    if (!isRecord(company) || cancelledFlag === true) continue;
    if (agreementStatus !== undefined && agreementStatus !== 'Active') continue;
    const id = Number(company['id']);
    if (!found.has(id))
      found.set(id, {
        text: fieldsText({
          agreement: ground.reference('AgreementReference', agreement),
          agreementType: isRecord(type) ? type['name'] : undefined,
        }),
      });
  }
  return (company) => found.get(company);
}

import type { Ground } from '../ground.js';
import { agreementPlans, agreementRow } from './agreement-plans.js';
import { Cast } from './cast.js';
import { fieldsText } from './linker.js';

/** The agreement that a company's service counts under, as the fields that other records carry for it. */
export type AgreementOf = (company: number) => { text: string } | undefined;

/** Looks agreements up by company, the first that runs; worked out, so that none need be made and read. */
export function agreementsOf(ground: Ground): AgreementOf {
  const found = new Map<number, { text: string }>();
  for (const plan of agreementPlans(ground, new Cast(ground))) {
    const { type, customer, status } = plan;
    const company = Number(customer['id']);
    if (status !== 'Active' || found.has(company)) continue;
    found.set(company, {
      text: fieldsText({
        agreement: ground.reference('AgreementReference', agreementRow(plan)),
        agreementType: type.name,
      }),
    });
  }
  return (company) => found.get(company);
}

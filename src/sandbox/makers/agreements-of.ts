import type { Ground } from '../ground.js';
import { agreementName, agreementPlans } from './agreement-plans.js';
import { Cast } from './cast.js';
import { fieldsText } from './linker.js';

/** The agreement that a company's service counts under, as the fields that other records carry for it. */
export type AgreementOf = (company: number) => { text: string } | undefined;

/** Looks agreements up by company, the first that runs; worked out, so that none need be made and read. */
export function agreementsOf(ground: Ground): AgreementOf {
  const found = new Map<number, { text: string }>();
  for (const plan of agreementPlans(ground, new Cast(ground))) {
    const { index, type, customer, status } = plan;
    const company = Number(customer['id']);
    if (status !== 'Active' || found.has(company)) continue;
    const agreement = { id: index + 1, name: agreementName(plan), type: type.name };
    found.set(company, {
      text: fieldsText({
        agreement: ground.reference('AgreementReference', agreement),
        agreementType: type.name,
      }),
    });
  }
  return (company) => found.get(company);
}

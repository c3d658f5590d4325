import { companySteps, type ConnectionStep } from '../api/check-connection.js';
import { profileNamed } from '../config/profiles.js';
import type { Services } from '../services.js';
import { openProbeFor, type Draft } from './login-draft.js';

/**
 * Looks at address and company, which needs no keys. A host alone gets the codebase that the server tells, and the
 * company its letters.
 */
export async function checkCompany(draft: Draft, services: Services): Promise<ConnectionStep[]> {
  const { profile, isHostAlone } = draft;
  const probe = await openProbeFor(draft, services);
  try {
    const { url: baseUrl, company } = profile;
    const place = { baseUrl, company, proxy: probe.proxy, hasClientId: true };
    const steps = await companySteps(probe, place);
    const found = steps.at(-1)?.company;
    if (found !== undefined && found.id.toLowerCase() === company.toLowerCase())
      profile.company = found.id;
    if (found !== undefined && isHostAlone) profile.url = found.baseUrl;
    return steps;
  } finally {
    probe.close();
  }
}

/** Throws RefusedError where the profile there is shall stay. */
export async function agreeToReplace(name: string, { approve, config }: Services): Promise<void> {
  const profile = profileNamed(name, config().settings());
  if (profile === undefined) return;
  await approve({
    title: `The profile ${name} exists already: ${profile.company} at ${profile.url}.`,
    body: undefined,
    local: {
      question: 'Replace its address and keys?',
      undone: `The profile ${name} was not replaced`,
    },
  });
}

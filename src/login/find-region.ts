import { companyIn } from '../api/check-company.js';
import { companyPath } from '../api/check-connection.js';
import { credentialsIn } from '../actions/login-draft.js';
import type { Desk } from '../cli/define-command.js';
import { readBaseUrl } from '../config/base-url.js';
import { otherRegions } from '../config/regions.js';
import { noKeys } from './ask-keys.js';
import type { Tenant } from './ask-tenant.js';

/** The host of the region that knows a company, once a person has taken it; no key goes anywhere. */
export async function findRegion(
  { url, company }: Pick<Tenant, 'url' | 'company'>,
  { services, prompt, say }: Desk,
): Promise<string | undefined> {
  for (const { name, host } of otherRegions(new URL(url).host)) {
    const profile = { url: readBaseUrl(host), company };
    const probe = await services.probe(credentialsIn({ profile, keys: noKeys }));
    try {
      const found = companyIn(await probe.outside(companyPath(company)));
      if (found !== null && found !== 'unreadable')
        return (await prompt.confirm(`${name} knows it: use ${host}?`)) ? host : undefined;
    } finally {
      probe.close();
    }
  }
  await say('No region knows it.');
  return undefined;
}

import { checkCompany } from '../actions/login-check.js';
import { companyFault, hostFault, isHostAlone, type LoginInput } from '../actions/login-draft.js';
import { readBaseUrl } from '../config/base-url.js';
import { isCloudHost, regions } from '../config/regions.js';
import type { Profile } from '../config/settings.js';
import { exitCodes } from '../errors/exit-codes.js';
import type { Desk } from '../cli/define-command.js';
import type { Choice } from '../terminal/prompts.js';
import { inertLine } from '../text/sanitize.js';
import { noKeys } from './ask-keys.js';
import { findRegion } from './find-region.js';
import { showStep } from './show-steps.js';

export interface Tenant {
  url: string;
  company: string;
  /** Nobody has said which codebase. */
  isHostAlone: boolean;
}

/** Where the company is, looked at before anybody types a key; the exit code where it is not found and nobody goes on. */
export async function askTenant(
  { host, company, check }: LoginInput & { check: boolean },
  earlier: Profile | undefined,
  desk: Desk,
): Promise<Tenant | { exitCode: number }> {
  let known: { host?: string | undefined; company?: string | undefined } = { host, company };
  for (;;) {
    const address = await askHost(known.host, earlier, desk);
    const id = await askCompany(known.company, earlier, desk);
    const tenant = { url: readBaseUrl(address, 'The address'), company: id };
    if (!check) return { ...tenant, isHostAlone: isHostAlone(address) };
    const draft = {
      name: '',
      profile: tenant,
      keys: noKeys,
      isHostAlone: isHostAlone(address) || address === earlier?.url,
    };
    const steps = await checkCompany(draft, desk.services);
    for (const step of steps) await showStep(step, desk);
    const error = steps.find((step) => step.error !== undefined)?.error;
    if (error === undefined) return { ...draft.profile, isHostAlone: draft.isHostAlone };
    const next = await askNext(
      steps.at(-1)?.name === 'company' && isCloudHost(new URL(tenant.url).hostname),
      desk,
    );
    if (next === 'stop') return { exitCode: exitCodes[error.code] };
    if (next === 'go on') return { ...tenant, isHostAlone: draft.isHostAlone };
    known = {};
    if (next === 'search') {
      const found = await findRegion(tenant, desk);
      if (found !== undefined) known = { host: found, company: id };
    }
  }
}

type Next = 'again' | 'search' | 'go on' | 'stop';

async function askNext(mayBeElsewhere: boolean, { prompt }: Desk): Promise<Next> {
  const elsewhere: Choice<Next> = {
    value: 'search',
    name: 'Look for the company in the other regions',
    description: 'The company’s id is sent there, and no key.',
  };
  return await prompt.select<Next>('What now?', [
    ...(mayBeElsewhere ? [elsewhere] : []),
    { value: 'again', name: 'Enter address and company again' },
    { value: 'go on', name: 'Go on all the same' },
    { value: 'stop', name: 'Stop, and store nothing' },
  ]);
}

async function askHost(
  given: string | undefined,
  earlier: Profile | undefined,
  { prompt, say }: Desk,
): Promise<string> {
  const usable = await usableOf(given, hostFault, say);
  if (usable !== undefined) return usable;
  const asBefore =
    earlier === undefined ? [] : [{ value: earlier.url, name: `As before: ${earlier.url}` }];
  const chosen = await prompt.select('Where is your ConnectWise?', [
    ...asBefore,
    ...regions.map(({ name, host }) => ({ value: host, name: `${name} (${host})` })),
    { value: '', name: 'On a server of our own, or at another host' },
  ]);
  return chosen === ''
    ? await prompt.text('Host, or whole address of the API:', { check: hostFault })
    : chosen;
}

async function askCompany(
  given: string | undefined,
  earlier: Profile | undefined,
  { prompt, say }: Desk,
): Promise<string> {
  const usable = await usableOf(given, companyFault, say);
  if (usable !== undefined) return usable;
  const asked = { default: earlier?.company, check: companyFault };
  return (await prompt.text('Company, as at the login page:', asked)).trim();
}

/** What a flag gave, where it can be used; else it is asked for. */
async function usableOf(
  given: string | undefined,
  faultOf: (text: string) => string | undefined,
  say: Desk['say'],
): Promise<string | undefined> {
  const fault = given === undefined ? undefined : faultOf(given);
  if (fault === undefined) return given?.trim();
  await say(inertLine(fault));
  return undefined;
}

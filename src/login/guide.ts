import { one, type Result } from '../actions/define.js';
import { login } from '../actions/login.js';
import { agreeToReplace } from '../actions/login-check.js';
import { profileNameFault, profileOf, usualName, type Draft } from '../actions/login-draft.js';
import { isFirst, storeDraft } from '../actions/login-store.js';
import { parseInput } from '../actions/parse-input.js';
import type { Desk, Guide } from '../cli/define-command.js';
import { profileNamed } from '../config/profiles.js';
import type { Profile } from '../config/settings.js';
import { CancelledError, KeyringError, UsageError } from '../errors/errors.js';
import { agreeToFile } from './agree-to-file.js';
import { askKeys, noKeys } from './ask-keys.js';
import { askPerson } from './ask-person.js';
import { askTenant } from './ask-tenant.js';
import { tryKeys } from './try-keys.js';

/** Asks for everything that a connection needs, tries it on the way, and keeps it. */
export const guide: Guide = async (raw, desk) => {
  try {
    return await askAndKeep(raw, desk);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    const signal = error.code === 'cancelled' ? 'SIGINT' : 'SIGTERM';
    throw new CancelledError(signal, { hint: 'Nothing was stored.', cause: error });
  }
};

async function askAndKeep(raw: Record<string, unknown>, desk: Desk): Promise<Result> {
  const { services, prompt, say } = desk;
  const input = parseInput(login.params, raw);
  const settings = services.config().settings();
  const named = input.profile ?? services.profile;
  const fault = named === undefined ? undefined : profileNameFault(named);
  if (fault !== undefined)
    throw new UsageError(`The name of the profile cannot be used: ${fault}.`, {
      hint: 'Give another name: cwm login <name>',
    });
  if (named !== undefined) await agreeToReplace(named, services);
  const tenant = await askTenant(input, profileNamed(named ?? '', settings), desk);
  if ('exitCode' in tenant) return nothingStored(tenant.exitCode);
  const name =
    named ??
    (await prompt.text('Name of the profile:', {
      default: usualName(tenant.company),
      check: profileNameFault,
    }));
  if (named === undefined) await agreeToReplace(name, services);
  const { url, company, isHostAlone } = tenant;
  const profile = profileOf(input, { url, company }, profileNamed(name, settings));
  const draft: Draft = { name, profile, keys: noKeys, isHostAlone };
  await say('Keys are made in ConnectWise: My Account, API Keys, or for an API member.');
  draft.keys = await askKeys(desk);
  const tried = input.check ? await tryKeys(draft, desk) : { steps: [] };
  if ('exitCode' in tried) return nothingStored(tried.exitCode);
  await askPerson(draft, input, desk);
  const inUse =
    isFirst(name, settings) ||
    (await prompt.confirm(`Use ${name} from now on where no profile is named?`));
  const keep = async (where: Profile['keys']) =>
    await storeDraft(draft, { where, inUse }, services, tried.steps);
  const stored = await keep(input.store ?? 'keyring').catch(async (error: unknown) => {
    if (input.store !== undefined || !(error instanceof KeyringError)) throw error;
    await agreeToFile(error, desk);
    return await keep('file');
  });
  return { ...one(stored), wrote: `The profile ${name} was stored.` };
}

function nothingStored(exitCode: number): Result {
  return { kind: 'none', note: 'Nothing was stored.', exitCode };
}

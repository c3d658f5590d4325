import type { ConnectionStep } from '../api/check-connection.js';
import { KeyringError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { defineAction, one, type Result } from './define.js';
import { agreeToReplace, checkCompany } from './login-check.js';
import { credentialsIn, draftOf, type Draft, type LoginInput } from './login-draft.js';
import { parseKeyText } from './login-keys.js';
import { knownMember, membersFor } from './login-members.js';
import { isFirst, storeDraft, type LoggedIn } from './login-store.js';

export const login = defineAction({
  name: 'login',
  summary: 'Connect to a ConnectWise: check address and keys, and keep them as a profile',
  params: {
    profile: { kind: 'string', summary: 'name of the profile; the company’s unless told' },
    host: {
      kind: 'string',
      summary: 'host of the API, such as api-eu.myconnectwise.net, or its whole address',
    },
    company: { kind: 'string', summary: 'company id, as at the login page' },
    keys: {
      kind: 'secret',
      summary:
        'where the keys are: JSON or lines with publicKey, privateKey and clientId in a file or standard input, or the CONNECTWISE_* variables; nothing is asked then',
    },
    member: { kind: 'string', summary: 'identifier of the member that me stands for' },
    timeZone: { kind: 'string', summary: 'time zone of the profile, such as Europe/Berlin' },
    readOnly: { kind: 'boolean', summary: 'refuse every write with this profile' },
    store: {
      kind: 'string',
      choices: ['keyring', 'file'],
      summary:
        'where to keep the keys: the keyring of the system, or a file that only you can read, which is no keyring',
    },
    check: {
      kind: 'boolean',
      default: true,
      summary: 'try the connection before it is stored',
    },
  },
  async run(input, services): Promise<Result<LoggedIn>> {
    const settings = services.config().settings();
    const given = parseKeyText(input.keys ?? '');
    services.hide(given.publicKey ?? '', given.privateKey ?? '', given.clientId ?? '');
    const draft = draftOf(input, given, settings, services.profile);
    await agreeToReplace(draft.name, services);
    const steps = input.check ? await settle(draft, input, services) : [];
    const where = input.store ?? 'keyring';
    const inUse = isFirst(draft.name, settings);
    const stored = await storeDraft(draft, { where, inUse }, services, steps).catch(
      (error: unknown) => {
        if (!(error instanceof KeyringError)) throw error;
        throw new KeyringError(error.message, {
          hint: 'Nothing was stored. --store file keeps the keys in a file that only you can read.',
          cause: error,
        });
      },
    );
    return { ...one(stored), wrote: `The profile ${draft.name} was stored.` };
  },
});

/** Checks a draft, and completes it with what the server says of company and member. Throws what a check fails with. */
async function settle(
  draft: Draft,
  { member }: LoginInput,
  services: Services,
): Promise<ConnectionStep[]> {
  const { report } = services;
  const tell = ({ status, text, cure = '', error }: ConnectionStep): void => {
    if (error !== undefined) throw error;
    if (status === 'warn') report.warn(`${text} ${cure}`.trim());
    else report.note(text);
  };
  for (const { error } of await checkCompany(draft, services)) if (error !== undefined) throw error;
  const steps = await services.checkConnection(credentialsIn(draft), tell);
  if (member !== undefined)
    draft.profile.member = knownMember(member, await membersFor(draft, services));
  return steps;
}

import { preview, type Change } from '../assistants/apply.js';
import { withEntry, withoutGateway } from '../assistants/change-servers.js';
import type { Target } from '../assistants/targets.js';
import { wantedEntry, type WantedEntry } from '../assistants/wanted.js';
import { RefusedError, UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { listed } from '../text/nearest.js';
import type { InstallInput } from './mcp-install.js';

export const entryName = ({ name = 'cwm' }: InstallInput) => name;

/** What sets the entry, once the person has agreed to what it brings along: keys in the file, the gateway's entry gone. */
export async function addition(
  input: InstallInput,
  there: readonly Target[],
  services: Services,
): Promise<Change> {
  const { choice, machine: describeMachine, report, resolvePath } = services;
  const machine = describeMachine();
  const found = wantedEntry({ ...input, name: entryName(input) }, choice(), resolvePath);
  if (found.warning !== undefined) report.warn(found.warning);
  if (/[\\/]_npx[\\/]/.test(machine.script))
    report.warn('cwm runs from a cache that npm empties. Install it: npm install --global');
  await approveKeys(input, found, there, services);
  const add: Change = (text, { file, client }) =>
    withEntry(text, file, client, machine, found.wanted);
  const withdraw: Change = (text, { file, client }) =>
    withoutGateway(text, file, client, found.wanted.name);
  if (!(await approveWithdrawal(input, found, there, withdraw, services))) return add;
  return (text, target) => {
    const added = add(text, target);
    const { text: last, changes } = withdraw(added.text, target);
    return { text: last, changes: [...added.changes, ...changes] };
  };
}

async function approveKeys(
  { project, dryRun }: InstallInput,
  { keysOf }: WantedEntry,
  there: readonly Target[],
  { approve }: Services,
): Promise<void> {
  if (keysOf === undefined) return;
  if (project)
    throw new UsageError('--env would put keys into a file that a project shares.', {
      hint: 'Leave out --env, or --project.',
    });
  if (dryRun) return;
  const files = listed(there.map(({ file }) => file));
  await approve({
    title: `The keys of ${keysOf} go into ${files}, and into its backups later, in plain text: whoever reads it can use them. cwm login keeps them in the keyring of this system instead`,
    body: undefined,
    local: { question: 'Write them there?', undone: 'Nothing was written' },
  });
}

/** Whether the Python gateway's entries go. A person is asked; a script says it with a flag. */
async function approveWithdrawal(
  { replaceGateway, dryRun }: InstallInput,
  { wanted, keysOf }: WantedEntry,
  there: readonly Target[],
  withdraw: Change,
  { approve, ask, report }: Services,
): Promise<boolean> {
  if (replaceGateway) return true;
  const holders = there.filter((target) => preview(target, withdraw).changes.length > 0);
  if (holders.length === 0) return false;
  const titles = listed([...new Set(holders.map(({ client }) => client.title))]);
  const title = `The Python gateway, which cwm replaces, still has its entry in ${titles}: with both, every tool is there twice`;
  if (ask === undefined || dryRun || (wanted.profile ?? keysOf) === undefined) {
    report.warn(`${title}. To remove its entry, keys included: --replace-gateway`);
    return false;
  }
  try {
    const question = 'Remove its entry, keys included? The backup keeps them';
    await approve({ title, body: undefined, local: { question, undone: 'It was not removed' } });
    return true;
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

import { apply, preview, type Applied, type Change } from '../assistants/apply.js';
import { withoutEntry, type EntryAction } from '../assistants/change-servers.js';
import { chooseTargets, notHere, type Target } from '../assistants/targets.js';
import { UsageError } from '../errors/errors.js';
import { exitCodes } from '../errors/exit-codes.js';
import { splitList } from '../text/split-list.js';
import { defineAction, many, type InputOf, type Result } from './define.js';
import { addition, entryName } from './install-entry.js';

/** What became of one entry of one assistant's configuration. */
export interface InstalledEntry {
  client: string;
  file: string;
  entry: string;
  action: EntryAction;
  backup: string | undefined;
  /** What a dry run would change. */
  change?: string;
}

const params = {
  client: {
    kind: 'texts',
    summary: 'claude-desktop, claude-code, cursor, vscode, or all that are here',
  },
  project: {
    kind: 'boolean',
    default: false,
    summary: 'write the file of the project in this folder, not the user’s own',
  },
  name: { kind: 'string', summary: 'name of the entry; cwm unless told' },
  readOnly: { kind: 'boolean', default: false, summary: 'have it write nothing to ConnectWise' },
  env: {
    kind: 'boolean',
    default: false,
    summary: 'put the CONNECTWISE_ variables, keys included, into the file',
  },
  replaceGateway: {
    kind: 'boolean',
    default: false,
    summary: 'remove the entry of the Python gateway',
  },
  uninstall: { kind: 'boolean', default: false, summary: 'remove the entry again' },
  dryRun: { kind: 'boolean', default: false, summary: 'show what would change, write nothing' },
} as const;

export const mcpInstall = defineAction({
  name: 'mcp_install',
  summary: 'Have an assistant start cwm: write its configuration',
  params,
  async run(input, services): Promise<Result<InstalledEntry>> {
    const { client = [], project, dryRun, uninstall } = input;
    const { machine: describeMachine, report, now } = services;
    const machine = describeMachine();
    const names = client.flatMap(splitList);
    if (names.length === 0)
      throw new UsageError('Which assistant is meant?', {
        hint: 'Name it: --client claude-desktop, claude-code, cursor or vscode, or --client all.',
      });
    const targets = chooseTargets(names, project, machine);
    const there = targets.filter(({ isInstalled }) => isInstalled);
    const missing = targets.filter(({ isInstalled }) => !isInstalled);
    if (there.length === 0 && !uninstall) throw notHere(missing, machine);
    const change = uninstall ? removal(input) : await addition(input, there, services);
    // All of them are looked at before any is written: what is wrong with one is said while nothing was done.
    const previews = there.map((target) => preview(target, change));
    for (const { target, linkedTo } of previews)
      if (linkedTo !== undefined)
        report.note(`${target.file} is a link: the file that it leads to is meant, ${linkedTo}.`);
    const applied: Applied[] = [];
    if (dryRun) applied.push(...previews);
    else for (const target of there) applied.push(await apply(target, change, now()));
    const rows = [
      ...applied.flatMap((one) => rowsOf(one, dryRun)),
      ...missing.map(missingRow(input)),
    ];
    if (dryRun)
      for (const { file, change: lines } of rows)
        if (lines !== undefined) report.note(`${file}\n${lines}`);
    if (missing.length > 0 && !uninstall) report.warn(notHere(missing, machine).message);
    const touched = applied.filter(({ changes }) => changes.some(({ lines }) => lines.length > 0));
    return {
      ...many(rows),
      advice: adviceFor(touched, input),
      ...(missing.length > 0 && !uninstall ? { exitCode: exitCodes.not_found } : {}),
    };
  },
});

export type InstallInput = InputOf<typeof params>;

function removal(input: InstallInput): Change {
  return (text, { file, client }) => withoutEntry(text, file, client, entryName(input));
}

function rowsOf({ target, changes, backup }: Applied, dryRun: boolean): InstalledEntry[] {
  return changes.map(({ entry, action, lines }) => ({
    client: target.client.name,
    file: target.file,
    entry,
    action,
    backup,
    ...(dryRun && lines.length > 0 ? { change: lines.join('\n') } : {}),
  }));
}

const missingRow =
  (input: InstallInput) =>
  ({ client, file }: Target): InstalledEntry => ({
    client: client.name,
    file,
    entry: entryName(input),
    action: 'missing',
    backup: undefined,
  });

function adviceFor(touched: readonly Applied[], { dryRun, uninstall }: InstallInput): string {
  if (touched.length === 0) return 'Nothing had to be changed.';
  if (dryRun) return 'Nothing was written: this was a dry run.';
  const isWithdrawn = touched.some(({ changes }) =>
    changes.some((one) => one.action === 'removed'),
  );
  return [
    ...new Set(touched.map(({ target }) => target.client.restart)),
    ...(isWithdrawn && !uninstall
      ? [
          'The backup still holds what the gateway’s entry had, keys included: remove it once cwm works.',
        ]
      : []),
  ].join('\n');
}

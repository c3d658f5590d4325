import { mcpInstall } from '../../src/actions/mcp-install.js';
import { parseInput } from '../../src/actions/parse-input.js';
import { defineCommand, type Guide } from '../../src/cli/define-command.js';

export default defineCommand({
  action: mcpInstall,
  flags: { client: '--client <name>' },
  guide: { needed: ({ client }) => client === undefined, load: loadGuide },
  examples: [
    'cwm mcp install --client claude-desktop --profile sandbox',
    'cwm mcp install --client all --dry-run',
    'cwm mcp install --client claude-code --read-only',
    'cwm mcp install --client cursor --uninstall',
  ],
  columns: [
    { header: 'Client', path: 'client' },
    { header: 'Entry', path: 'entry' },
    { header: 'Action', path: 'action' },
    { header: 'File', path: 'file' },
    { header: 'Backup', path: 'backup' },
  ],
});

/** Asks which of the assistants on this machine are meant. */
async function loadGuide(): Promise<{ guide: Guide }> {
  const { chooseClients } = await import('../../src/assistants/choose-clients.js');
  return {
    guide: async (raw, { prompt, services }) => {
      const isRemoval = raw['uninstall'] === true;
      const question = isRemoval ? 'Which shall forget cwm?' : 'Which shall have cwm?';
      const chosen = await chooseClients(services.machine(), prompt, question, isRemoval);
      if (chosen === undefined) return { kind: 'none', note: 'None was chosen.' };
      return await mcpInstall.run(
        parseInput(mcpInstall.params, { ...raw, client: chosen }),
        services,
      );
    },
  };
}

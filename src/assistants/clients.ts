import { readdirSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** What has to be known of a machine to find assistants on it, and to have them start cwm. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  home: string | undefined;
  /** The folder that the command runs in. */
  cwd: string;
  /** The Node that runs, and the script that it runs. */
  node: string;
  script: string;
}

export const clientNames = ['claude-desktop', 'claude-code', 'cursor', 'vscode'] as const;
export type ClientName = (typeof clientNames)[number];

/** An application that starts MCP servers, and how it wants to be told of one. */
export interface Client {
  name: ClientName;
  title: string;
  /** Member of its configuration that holds the servers. */
  servers: 'mcpServers' | 'servers';
  /** Whether an entry says that its server talks over standard input and output. */
  isTyped: boolean;
  places: (at: Folders) => Place[];
  /** Its file in the folder of a project, shared with whoever works on it. */
  projectFile?: readonly string[];
  /** What makes it read its configuration anew. */
  restart: string;
}

/** A configuration file, and what is there once the client was started: without that it is not installed. */
export interface Place {
  file: string;
  sign: string;
}

interface Folders {
  home: string;
  env: Machine['env'];
  platform: NodeJS.Platform;
  join: (...parts: string[]) => string;
  /** Where applications keep what they have for this user. */
  applications: string;
  list: (folder: string) => string[];
}

const inFolder =
  (...folder: string[]) =>
  ({ join, applications }: Folders): Place => {
    const sign = join(applications, ...folder);
    return { file: join(sign, 'mcp.json'), sign };
  };

export const clients: readonly Client[] = [
  {
    name: 'claude-desktop',
    title: 'Claude Desktop',
    servers: 'mcpServers',
    isTyped: false,
    places: (at) =>
      [at.join(at.applications, 'Claude'), ...packagedFolders(at)].map((sign) => ({
        file: at.join(sign, 'claude_desktop_config.json'),
        sign,
      })),
    restart: 'Quit Claude Desktop, from its icon in the menu bar or the tray, and open it again.',
  },
  {
    name: 'claude-code',
    title: 'Claude Code',
    servers: 'mcpServers',
    isTyped: true,
    places({ join, home, env }) {
      const own = env['CLAUDE_CONFIG_DIR'];
      if (own !== undefined && own !== '') return [{ file: join(own, '.claude.json'), sign: own }];
      return [{ file: join(home, '.claude.json'), sign: join(home, '.claude') }];
    },
    projectFile: ['.mcp.json'],
    restart: 'Start Claude Code anew; /mcp shows the server.',
  },
  {
    name: 'cursor',
    title: 'Cursor',
    servers: 'mcpServers',
    isTyped: false,
    places: ({ join, home }) => [
      { file: join(home, '.cursor', 'mcp.json'), sign: join(home, '.cursor') },
    ],
    projectFile: ['.cursor', 'mcp.json'],
    restart: 'Restart Cursor and turn the server on in its MCP settings.',
  },
  {
    name: 'vscode',
    title: 'VS Code',
    servers: 'servers',
    isTyped: true,
    places: (at) => [inFolder('Code', 'User')(at), inFolder('Code - Insiders', 'User')(at)],
    projectFile: ['.vscode', 'mcp.json'],
    restart: 'In VS Code run "MCP: List Servers" and start the server.',
  },
];

/** Where a client may have its configuration on a machine, the usual place first; nowhere without a home folder. */
export function placesOf(client: Client, machine: Machine, list = namesIn): Place[] {
  const { platform, env, home } = machine;
  if (home === undefined || home === '') return [];
  const path = pathsOf(platform);
  const join = (...parts: string[]) => path.join(...parts);
  const from = (variable: string, ...fallback: string[]) => {
    const value = env[variable];
    return value !== undefined && path.isAbsolute(value) ? value : join(home, ...fallback);
  };
  const applications =
    platform === 'win32'
      ? from('APPDATA', 'AppData', 'Roaming')
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : from('XDG_CONFIG_HOME', '.config');
  return client.places({ home, env, platform, join, applications, list });
}

/** The file of a client in the folder of a project; undefined where it reads none there. */
export function projectPlace({ projectFile }: Client, machine: Machine): Place | undefined {
  if (projectFile === undefined) return undefined;
  return { file: pathsOf(machine.platform).join(machine.cwd, ...projectFile), sign: machine.cwd };
}

/** How paths are written on a platform, which need not be the one that this runs on. */
export function pathsOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

/**
 * Windows shows an application that came as a package (MSIX, the Store) a folder of its own in place of AppData\Roaming:
 * what stands in the usual one it never reads.
 */
function packagedFolders({ platform, env, home, join, list }: Folders): string[] {
  if (platform !== 'win32') return [];
  const packages = join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Packages');
  return list(packages)
    .filter((name) => /^claude_/i.test(name))
    .map((name) => join(packages, name, 'LocalCache', 'Roaming', 'Claude'));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

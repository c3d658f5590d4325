import { posix, win32 } from 'node:path';
import { ConfigError } from '../errors/errors.js';

export interface Paths {
  /** Databases: memory, the sandbox's records, a catalog built by the user. */
  data: string;
  /** Settings and profiles. */
  config: string;
  /** Logs and what can be thrown away. */
  state: string;
}

export interface PathSource {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  home: string | undefined;
}

/** cwm's folders, as each platform has them; `CWM_HOME` puts everything under one folder. Creates nothing. */
export function resolvePaths({ platform, env, home }: PathSource): Paths {
  const path = platform === 'win32' ? win32 : posix;
  const join = (...parts: string[]) => path.join(...parts);
  const own = env['CWM_HOME'];
  if (own !== undefined && own !== '') {
    return { data: join(own, 'data'), config: join(own, 'config'), state: join(own, 'state') };
  }
  const inHome = (...folders: string[]): string => {
    if (home === undefined || home === '') {
      throw new ConfigError('There is no home folder to keep data in.', {
        hint: 'Set CWM_HOME to a folder that cwm may write to.',
      });
    }
    return join(home, ...folders, 'cwm');
  };
  const from = (variable: string, ...fallback: string[]): string => {
    const value = env[variable];
    return value !== undefined && path.isAbsolute(value) ? join(value, 'cwm') : inHome(...fallback);
  };
  switch (platform) {
    case 'win32':
      return {
        data: from('LOCALAPPDATA', 'AppData', 'Local'),
        config: from('APPDATA', 'AppData', 'Roaming'),
        state: join(from('LOCALAPPDATA', 'AppData', 'Local'), 'state'),
      };
    case 'darwin': {
      const support = inHome('Library', 'Application Support');
      return { data: support, config: support, state: inHome('Library', 'Logs') };
    }
    default:
      return {
        data: from('XDG_DATA_HOME', '.local', 'share'),
        config: from('XDG_CONFIG_HOME', '.config'),
        state: from('XDG_STATE_HOME', '.local', 'state'),
      };
  }
}

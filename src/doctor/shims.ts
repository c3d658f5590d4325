import { readFileSync, realpathSync, statSync } from 'node:fs';
import { pathsOf, type Machine } from '../assistants/clients.js';

/** A file that answers to `cwm` in a shell. */
export interface Shim {
  file: string;
  /** The script that it starts, as far as that can be told. */
  script: string | undefined;
}

/** What Windows tries in each folder; PowerShell takes the .ps1 before what PATHEXT names. */
const windowsNames = ['cwm.ps1', 'cwm.exe', 'cwm.cmd', 'cwm.bat'];

/** The files called cwm in the folders of PATH, in the order in which they are found. */
export function shimsIn({ platform, env }: Pick<Machine, 'platform' | 'env'>): Shim[] {
  const path = pathsOf(platform);
  const written = env['PATH'] ?? env['Path'] ?? '';
  const folders = [...new Set(written.split(path.delimiter).filter((folder) => folder !== ''))];
  const names = platform === 'win32' ? windowsNames : ['cwm'];
  return folders
    .flatMap((folder) => names.map((name) => path.join(folder.replaceAll('"', ''), name)))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .map((file) => ({ file, script: scriptOf(file, platform) }));
}

function scriptOf(file: string, platform: NodeJS.Platform): string | undefined {
  try {
    if (platform !== 'win32') return realpathSync(file);
    return scriptIn(readFileSync(file, 'utf8'), pathsOf(platform).dirname(file));
  } catch {
    return undefined;
  }
}

/** The script that npm's shim in a folder starts: `"%dp0%\node_modules\…\bin\cwm.js"`, or `$basedir/…` in PowerShell. */
export function scriptIn(shim: string, folder: string): string | undefined {
  const [, below] = /(?:%~?dp0%?|\$basedir)[\\/]([^"\r\n]*?cwm\.js)/i.exec(shim) ?? [];
  return below === undefined ? undefined : pathsOf('win32').join(folder, below);
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './built-project.js';

const source = join(projectFolder, 'node_modules', 'better-sqlite3');
const compiled = 'build/Release/better_sqlite3.node';

/**
 * Environment with which npm installs better-sqlite3 as it is compiled here already, which takes minutes otherwise.
 * The archive in the folder has the name that prebuild-install looks for. Empty where nothing is compiled.
 */
export function prebuiltSqlite(folder: string): Record<string, string> {
  // prebuild-install marks other C libraries than glibc in the name; there, npm compiles.
  if (!existsSync(join(source, compiled)) || isOtherLibc()) return {};
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
    version: string;
  };
  const { versions, platform, arch } = process;
  mkdirSync(folder, { recursive: true });
  const archive = `better-sqlite3-v${version}-node-v${versions.modules}-${platform}-${arch}.tar.gz`;
  execFileSync('tar', ['-czf', join(folder, archive), '-C', source, compiled]);
  return { npm_config_better_sqlite3_local_prebuilds: folder };
}

function isOtherLibc(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return process.platform === 'linux' && header.glibcVersionRuntime === undefined;
}

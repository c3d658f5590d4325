import { sqliteVersion } from '../sqlite/open.js';
import { failedBy, fail, ok, warn, type Found } from './finding.js';
import type { Installation } from './installation.js';

/** The oldest Node that cwm runs on, as package.json has it in `engines`. */
const oldest = [20, 19] as const;

/** Lines of Node that are no longer mended have odd numbers, or end before the next one. */
export function lookAtNode({ node, machine }: Installation): Found[] {
  const [major = 0, minor = 0] = node.version.split('.').map(Number);
  const detail = `Node ${node.version} (interface ${node.abi}) for ${machine.platform}, ${machine.node}`;
  const isOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
  if (isOld)
    return [fail('version', detail, `Install Node ${oldest.join('.')} or newer from nodejs.org.`)];
  if (major % 2 === 1)
    return [warn('version', detail, 'Odd versions of Node are short-lived: install an even one.')];
  return [ok('version', detail)];
}

/** The one part that is compiled, for one Node and one system. */
export function lookAtSqlite({ root }: Pick<Installation, 'root'>): Found[] {
  try {
    return [ok('sqlite', `better-sqlite3 loads: SQLite ${sqliteVersion()}`)];
  } catch (error) {
    return [failedBy('sqlite', error, `Run in ${root}: npm rebuild better-sqlite3`)];
  }
}

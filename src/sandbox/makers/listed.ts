import type { JsonRecord } from '../../text/records.js';
import type { Maker } from '../ground.js';

/** The maker of a setup list whose records are authored as they are. */
export function listed(records: readonly JsonRecord[]): Maker {
  return (_ground, add) => {
    for (const record of records) add(null, record);
  };
}

/** The same from names alone; the first is the default. */
export function listedNames(names: readonly string[]): Maker {
  return listed(
    names.map((name, index) => ({ name, inactiveFlag: false, defaultFlag: index === 0 })),
  );
}

import type { Catalog } from '../catalog/catalog.js';
import type { Maker } from './ground.js';

/** The maker of a collection that nobody authored: a few records of its schema; undefined for one that stays empty. */
export function genericMaker(_collection: string, _catalog: Catalog): Maker | undefined {
  return undefined;
}

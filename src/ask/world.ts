import type { Catalog } from '../catalog/catalog.js';

/** What a sentence is read with. */
export interface World {
  catalog: Catalog;
  /** The day that it is, in the zone that dates are read in: `2026-11-22`. */
  today: () => string;
}

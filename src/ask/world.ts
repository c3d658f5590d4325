import type { Catalog } from '../catalog/catalog.js';
import type { Target } from './write/target.js';

/** What a sentence is read with. */
export interface World {
  catalog: Catalog;
  /** The day that it is, in the zone that dates are read in: `2026-11-22`. */
  today: () => string;
  /** The record that a pronoun stands for: configuration 12 is broken, retire it. */
  spokenOf?: Target;
  /** The record was named before the order, which needs no pronoun for it: ticket 5: assign to jdoe. */
  isTold?: boolean;
}

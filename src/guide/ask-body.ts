import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import type { Desk } from '../cli/define-command.js';

export interface BodyTarget {
  catalog: Catalog;
  endpoint: Endpoint;
  /** Of the placeholders of its path. */
  values: Record<string, string>;
  /** Raw input of `call` so far. */
  given: Record<string, unknown>;
}

/** Asks for the body of a write, as raw input of `call`. */
export const askBody: (target: BodyTarget, desk: Desk) => Promise<Record<string, unknown>> = () =>
  Promise.resolve({});

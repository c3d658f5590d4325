import type { Machine } from '../assistants/clients.js';
import type { Paths } from '../config/paths.js';

/** What is known of an installation without looking: so that each check can be given anything broken. */
export interface Installation {
  machine: Machine;
  /** Version and interface number of the Node that runs. */
  node: { version: string; abi: string };
  /** The folder of the package. */
  root: string;
  /** Throws ConfigError where there is no home for them. */
  paths: () => Paths;
  bundledCatalog: string;
  /** The machine's language and country. */
  locale: string;
}

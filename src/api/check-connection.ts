import type { Credentials } from '../config/connection.js';

/** One thing that a connection needs, looked at. */
export interface ConnectionStep {
  name: 'address' | 'company' | 'keys' | 'permission' | 'clock';
  status: 'ok' | 'warn' | 'fail';
  /** What was found, in one sentence. */
  text: string;
  /** What to do about it, in one sentence. */
  cure?: string;
}

/** What a connection is checked with, but for its credentials. */
export type CheckConnection = (credentials: Credentials) => Promise<ConnectionStep[]>;

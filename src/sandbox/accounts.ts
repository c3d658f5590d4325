import { dispatcher, type Role } from './roles.js';

/** Keys that open the sandbox, and who acts with them. They open nothing but records that this machine made up. */
export interface Account {
  password: string;
  /** Identifier of the member. */
  member: string;
  /** When they stop working; never unless given. */
  expires?: Date;
  /** What the member may do; everything unless given. */
  role?: Role;
}

export const sandboxCompany = 'sandbox';

/** The keys of the sandbox's own member. */
export const sandboxKeys = {
  username: `${sandboxCompany}+sandbox-public`,
  password: 'sandbox-private',
  clientId: '00000000-0000-4000-8000-000000000000',
};

/** The keys of a member whose role is a small one. */
export const limitedKeys = {
  username: `${sandboxCompany}+limited-public`,
  password: 'limited-private',
  clientId: sandboxKeys.clientId,
};

/** The accounts of a sandbox that begins, by user name. */
export function firstAccounts(): Map<string, Account> {
  return new Map<string, Account>([
    [sandboxKeys.username, { password: sandboxKeys.password, member: 'jdoe' }],
    [limitedKeys.username, { password: limitedKeys.password, member: 'mlee', role: dispatcher }],
  ]);
}

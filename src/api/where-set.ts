/** The profile that a connection is. */
export interface ProfilePlace {
  name: string;
  /** The name as the shell takes it. */
  word: string;
}

/** Where a connection is set: in a profile, else in variables of the environment. */
export interface WhereSet {
  profile?: ProfilePlace | undefined;
  /** What the address is called, where that is neither. */
  address?: string | undefined;
}

/** What the address of the API is called where it is set. */
export function addressName({ profile, address }: WhereSet): string {
  if (address !== undefined) return address;
  return profile === undefined ? 'CONNECTWISE_API_URL' : `the address of ${named(profile)}`;
}

/** What to do where the keys are not accepted. */
export function checkKeys({ profile }: WhereSet): string {
  return profile === undefined
    ? 'Check CONNECTWISE_PUBLIC_KEY, CONNECTWISE_PRIVATE_KEY, CONNECTWISE_COMPANY_ID (or CONNECTWISE_AUTH_PREFIX), and CONNECTWISE_CLIENT_ID.'
    : `The keys of ${named(profile)} are wrong, expired, or of another company than its own. Enter them again: ${loginOf(profile)}`;
}

/** What to do where nobody knows the company at this address. */
export function checkCompany({ profile }: WhereSet): string {
  const path = '…/v4_6_release/apis/3.0, once';
  return profile === undefined
    ? `Check CONNECTWISE_COMPANY_ID, and host and path in CONNECTWISE_API_URL: ${path}.`
    : `Check company and address of ${named(profile)} (${path}): cwm profile show ${profile.word}. To change them: ${loginOf(profile)}`;
}

/** What to do where the server wants a client id. */
export function setClientId({ profile }: WhereSet): string {
  return profile === undefined
    ? 'Set CONNECTWISE_CLIENT_ID to the client id of your integration.'
    : `Give ${named(profile)} the client id of your integration: ${loginOf(profile)}`;
}

/** What to do where the address is not the one of the API; `what` it shall be is a sentence's end. */
export function setAddress({ profile }: WhereSet, what: string): string {
  return profile === undefined
    ? `Set CONNECTWISE_API_URL to ${what}`
    : `Give ${named(profile)} ${what} Run: ${loginOf(profile)}`;
}

/** Who the keys are of, where a sentence begins with them. */
export function memberName({ profile }: WhereSet): string {
  return profile === undefined ? 'This API member' : `The API member of ${named(profile)}`;
}

function named({ name }: ProfilePlace): string {
  return `the profile "${name}"`;
}

/** The command that asks for the connection anew. */
function loginOf({ word }: ProfilePlace): string {
  return `cwm login ${word}`;
}

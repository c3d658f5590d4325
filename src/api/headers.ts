export interface Credentials {
  username: string;
  password: string;
  clientId: string;
}

/**
 * The headers of every request: Basic authentication, the client id, and the model version that the catalog
 * describes, so that a newer server answers in the shapes it knows.
 */
export function requestHeaders(
  { username, password, clientId }: Credentials,
  version: string,
): Record<string, string> {
  return {
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    clientId,
    accept: acceptHeader(version),
  };
}

export function acceptHeader(version: string): string {
  return /^\d{4}\.\d+$/.test(version)
    ? `application/vnd.connectwise.com+json; version=${version}`
    : 'application/json';
}

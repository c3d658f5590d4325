/** What authenticates a profile; secret. */
export interface Keys {
  publicKey: string;
  privateKey: string;
  clientId: string;
}

/** Where keys lie. Each member throws LocalError where the place cannot be used, a keyring KeyringError. */
export interface KeyStore {
  /** Undefined where there are none for this profile. */
  read: (profile: string) => Promise<Keys | undefined>;
  write: (profile: string, keys: Keys) => Promise<void>;
  /** Removes them; what is not there counts as removed. */
  remove: (profile: string) => Promise<void>;
}

/** The keys in a text, as both stores hold them; undefined for what is none. */
export function parseKeys(text: string): Keys | undefined {
  try {
    const { publicKey, privateKey, clientId } = JSON.parse(text) as Partial<
      Record<string, unknown>
    >;
    if (typeof publicKey !== 'string' || typeof privateKey !== 'string') return undefined;
    return { publicKey, privateKey, clientId: typeof clientId === 'string' ? clientId : '' };
  } catch {
    return undefined;
  }
}

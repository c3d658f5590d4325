import { decodePercent } from '../text/percent.js';

// Apart from proxy.ts because every start needs it, and that one loads node:net.

type Env = Readonly<Record<string, string | undefined>>;

/** Passwords of proxies: secrets like any other. */
export function proxyPasswords(env: Env): string[] {
  return ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY']
    .flatMap((name) => [valueOf(env, name), valueOf(env, name.toLowerCase())])
    .flatMap((text) => {
      const [, written] = /^(?:\w+:\/\/)?[^/@:]*:(.*)@/.exec(text ?? '') ?? [];
      return written === undefined ? [] : [written, decodePercent(written)];
    });
}

export function valueOf(env: Env, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

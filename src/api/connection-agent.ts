import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { proxyFor } from '../config/proxy.js';
import { UsageError } from '../errors/errors.js';
import { connectSeconds } from './limits.js';
import { TunnelAgent } from './tunnel.js';

/** How connections to one server are made: trust, proxy, and keeping them for the next request. */
export interface Agents {
  http: HttpAgent;
  https: HttpsAgent;
  /** The proxy, as it may be shown, with the variable that names it. */
  proxy: string | undefined;
  /** Aborted by `close`: nothing is sent any more, nor sent again. */
  closed: AbortSignal;
  close: () => void;
}

export interface AgentSettings {
  baseUrl: string;
  env: Readonly<Record<string, string | undefined>>;
  /** A PEM file whose certificates are trusted beside those that Node trusts anyway. */
  ca: string | undefined;
}

/** Throws UsageError for a `ca` that cannot be used, ConfigError for such a proxy. */
export function openAgents({ baseUrl, env, ca }: AgentSettings): Agents {
  const trusted = ca === undefined ? {} : { ca: trustedWith(ca, env['NODE_EXTRA_CA_CERTS']) };
  const proxy = proxyFor(baseUrl, env);
  const options = { keepAlive: true, ...trusted };
  const http = new HttpAgent({ keepAlive: true });
  const https =
    proxy === undefined
      ? new HttpsAgent(options)
      : new TunnelAgent(options, proxy.url, connectSeconds);
  const closing = new AbortController();
  return {
    http,
    https,
    proxy: proxy === undefined ? undefined : `${proxy.url.host} (${proxy.variable})`,
    closed: closing.signal,
    close() {
      // First, so that what is under way ends as stopped rather than as broken.
      closing.abort();
      http.destroy();
      https.destroy();
    },
  };
}

/** Naming authorities replaces the ones that Node knows, so they are named too, with the file that Node was given. */
function trustedWith(file: string, extra: string | undefined): string[] {
  return [...rootCertificates, ...readCertificates(file), ...extraCertificates(extra)];
}

function readCertificates(file: string): string[] {
  const bad = (problem: string, cause?: unknown) =>
    new UsageError(`--ca: ${file} ${problem}.`, {
      hint: 'It takes a file with certificates in PEM form: -----BEGIN CERTIFICATE-----',
      cause,
    });
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch (error) {
    throw bad('could not be read', error);
  }
  const certificates = pemBlocks(text);
  if (certificates.length === 0) throw bad('holds no certificate in PEM form');
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (error) {
    throw bad('holds a certificate that is damaged', error);
  }
  return certificates;
}

/** Node itself goes on without a file in NODE_EXTRA_CA_CERTS that it cannot read. */
function extraCertificates(file: string | undefined): string[] {
  if (file === undefined || file === '') return [];
  try {
    return pemBlocks(readFileSync(file, 'latin1'));
  } catch {
    return [];
  }
}

function pemBlocks(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

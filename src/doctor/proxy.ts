import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { proxyFor } from '../config/proxy.js';
import { valueOf } from '../config/proxy-passwords.js';
import { fail, failedBy, ok, warn, type Found } from './finding.js';

type Env = Readonly<Record<string, string | undefined>>;

const variables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

/** What the environment says of the way to a server; `target` is the address of the connection in force. */
export async function lookAtProxy(env: Env, target: string | undefined): Promise<Found[]> {
  return [
    ...variables.flatMap((name) => proxyFinding(name, valueOf(env, name))),
    ...wayTo(env, target),
    ...exceptions(env),
    ...(await extraCertificates(env)),
    ...unverified(env),
  ];
}

function proxyFinding(name: string, text: string | undefined): Found[] {
  if (text === undefined) return [];
  try {
    const proxy = proxyFor('https://proxied.example', { all_proxy: text });
    // Of the address only this is shown: what stands before it may be a password.
    return [ok(name, `${proxy?.url.protocol ?? ''}//${proxy?.url.host ?? ''}`)];
  } catch {
    const cure = 'It looks like http://proxy.example.com:8080.';
    return [fail(name, 'It is set, and to nothing that can be a proxy.', cure)];
  }
}

function wayTo(env: Env, target: string | undefined): Found[] {
  if (target === undefined) return [];
  try {
    const proxy = proxyFor(target, env);
    const { host } = new URL(target);
    return [
      ok(
        'way',
        proxy === undefined
          ? `${host} is reached directly.`
          : `${host} is reached through ${proxy.url.host} (${proxy.variable}).`,
      ),
    ];
  } catch (error) {
    return [failedBy('way', error)];
  }
}

function exceptions(env: Env): Found[] {
  const text = valueOf(env, 'no_proxy') ?? valueOf(env, 'NO_PROXY');
  return text === undefined ? [] : [ok('NO_PROXY', text)];
}

async function extraCertificates(env: Env): Promise<Found[]> {
  const file = valueOf(env, 'NODE_EXTRA_CA_CERTS');
  if (file === undefined) return [];
  try {
    await access(file, constants.R_OK);
  } catch {
    const cure = 'Name a file that exists, or unset it. Node passes over one that is missing.';
    return [fail('NODE_EXTRA_CA_CERTS', `${file} cannot be read.`, cure)];
  }
  return [
    warn(
      'NODE_EXTRA_CA_CERTS',
      `${file}: Node reads it at every start, which can triple the time that cwm needs to begin.`,
      'Where only cwm needs it: unset it and give --ca <file>.',
    ),
  ];
}

function unverified(env: Env): Found[] {
  return valueOf(env, 'NODE_TLS_REJECT_UNAUTHORIZED') === '0'
    ? [
        warn(
          'NODE_TLS_REJECT_UNAUTHORIZED',
          'It is 0. cwm checks certificates all the same; other programs of Node do not.',
          'Unset it; an authority of your own is named by --ca <file>.',
        ),
      ]
    : [];
}

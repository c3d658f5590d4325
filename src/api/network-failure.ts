import {
  cancelledBy,
  UnavailableError,
  type CwmError,
  type FailedRequest,
} from '../errors/errors.js';
import { apiHostAdvice } from '../config/base-url.js';
import type { NetworkProblem } from './exchange.js';
import { addressName } from './where-set.js';
import { checkOf, narrowHint, outcomeUnknown, type FailureContext } from './failure.js';

/** The error for a request that got no answer, or not all of it. */
export function networkFailure(
  { code, timeout, sent, answered, cause }: NetworkProblem,
  context: FailureContext,
): CwmError {
  const request: FailedRequest = { method: context.method, url: context.url };
  const host = new URL(context.url).host;
  if (!context.read && sent) {
    const what =
      timeout === undefined
        ? `The connection to ${host} broke (${code})`
        : `No ${timeout.of === 'body' ? 'complete answer' : 'answer'} came within ${seconds(timeout)}`;
    return outcomeUnknown(`${what} after the write was sent.`, context, { request, cause });
  }
  if (timeout !== undefined && sent) {
    const what =
      timeout.of === 'body' ? 'the answer was not complete' : 'ConnectWise did not answer';
    return new UnavailableError(`Request timed out: ${what} within ${seconds(timeout)}.`, {
      request,
      cause,
      hint: `${narrowHint} --timeout gives it more than ${seconds(timeout)}.`,
    });
  }
  if (answered) {
    return new UnavailableError(`The answer of ${host} broke off (${code}).`, {
      request,
      cause,
      hint: 'Try again. If it keeps breaking off, ask for less at a time: --fields, or a smaller --page-size.',
    });
  }
  const reason = timeout === undefined ? code : `no connection in ${seconds(timeout)}`;
  return new UnavailableError(`${host} could not be reached (${reason}).`, {
    request,
    cause,
    hint: unreachableHint(code, context),
  });
}

/** The error for a request that a person or the system stopped. */
export function interrupted(
  signal: AbortSignal,
  { sent, cause }: Pick<NetworkProblem, 'sent' | 'cause'>,
  context: FailureContext,
): CwmError {
  const request: FailedRequest = { method: context.method, url: context.url };
  if (context.read || !sent) {
    return cancelledBy(signal, { request, cause, hint: 'Nothing was changed.' });
  }
  const check = checkOf(context);
  const hint = `A write had been sent, and its outcome is unknown. Look before you send it again: ${check}`;
  return cancelledBy(signal, { request, cause, check, hint });
}

function unreachableHint(code: string, context: FailureContext): string {
  const { url, proxy } = context;
  const address = addressName(context);
  const certificate = certificateHint(code, address);
  if (certificate !== undefined) return certificate;
  const via = proxy ?? 'the proxy';
  if (code === 'PROXY_407')
    return `The proxy ${via} asks for a user and a password in its address.`;
  const what = code.startsWith('PROXY_')
    ? `The proxy ${via} refused the connection. Check it, or name the host in NO_PROXY.`
    : `${nameHint(code)}Check ${address === 'CONNECTWISE_API_URL' ? `the address in ${address}` : address}, the network and ${proxy === undefined ? via : `the proxy ${via}`}.`;
  const advice = apiHostAdvice(url);
  return advice === undefined ? what : `${what} ${advice}`;
}

function nameHint(code: string): string {
  if (code === 'ENOTFOUND') return 'There is no host of this name. ';
  return code === 'EAI_AGAIN' ? 'Names cannot be looked up here: DNS does not answer. ' : '';
}

function certificateHint(code: string, address: string): string | undefined {
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `The certificate of this server ${code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet'}, if the clock of this machine is right.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of this server is for another name: check the host in ${address}.`;
  if (/SELF_SIGNED/.test(code))
    return `The certificate of this server, or of a proxy on the way, is signed by nobody that this machine knows. If it is yours, name its file: ${caHint}`;
  if (/CERT|VERIFY|ISSUER/.test(code))
    return `The certificate of this server is not trusted on this machine. If it should be, name the file of its authority: ${caHint}`;
  return /TLS|SSL|EPROTO/.test(code)
    ? `The server does not speak TLS as it should: check host and port in ${address}.`
    : undefined;
}

const caHint = '--ca <file>, or for every run NODE_EXTRA_CA_CERTS';

function seconds({ seconds: count }: { seconds: number }): string {
  return count === 1 ? '1 second' : `${count} seconds`;
}

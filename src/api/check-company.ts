import { apiHostAdvice } from '../config/base-url.js';
import { isCloudHost, otherRegions } from '../config/regions.js';
import { ApiError, NotFoundError, UnavailableError, type CwmError } from '../errors/errors.js';
import { isRecord } from '../text/records.js';
import type { ConnectionStep } from './check-connection.js';
import type { Outcome } from './exchange.js';
import { readErrorBody } from './failure.js';
import { networkFailure } from './network-failure.js';

/** What is asked, for the words about what came of it. */
export interface CheckedPlace {
  baseUrl: string;
  /** Undefined where the credentials do not tell it. */
  company: string | undefined;
  proxy: string | undefined;
  /** Whether a client id was given, rather than the company's id in its place. */
  hasClientId: boolean;
}

export interface FoundCompany {
  /** As the server writes it: keys are refused where its letters differ in case. */
  id: string;
  name: string;
  /** The API under the codebase that the company is on. */
  baseUrl: string;
}

/** Whether the address leads to a server, and what else there may be in between. */
export function readAddress(outcome: Outcome, place: CheckedPlace): ConnectionStep {
  const { host, hostname } = new URL(place.baseUrl);
  const failed = (error: CwmError) => failedStep('address', error);
  if (outcome.kind === 'broken') return failed(unreachable(outcome, place));
  const { status, headers } = outcome.answer;
  const advice = apiHostAdvice(place.baseUrl);
  if (status >= 300 && status < 400) {
    const to = String(headers['location'] ?? 'nowhere');
    const where = URL.canParse(to, place.baseUrl) ? new URL(to, place.baseUrl).host : to;
    return failed(
      new ApiError(`${host} redirects to ${where} (${status}), and keys are not sent on.`, {
        hint: advice ?? `Give the address of the API itself: ${where} may be a login page, or it.`,
      }),
    );
  }
  if (status === 407)
    return failed(
      new UnavailableError(`A proxy on the way to ${host} asks who you are (407).`, {
        hint: 'Name it with user and password: HTTPS_PROXY=http://user:password@proxy:8080',
      }),
    );
  if (status >= 500)
    return failed(
      new UnavailableError(`${host} cannot answer now (${status}).`, {
        hint: 'Try again in a few minutes; if it stays so, check the address.',
      }),
    );
  // A page in place of the answer: of a proxy or a hotel, or of a web server that is no ConnectWise.
  if (status === 200 && companyIn(outcome) === 'unreadable')
    return failed(
      new UnavailableError(`${host} answers with a web page, not with the API.`, {
        hint:
          advice ??
          'Check the host; if it is right, a proxy or the network’s own login page answers: open it in a browser.',
      }),
    );
  const via = place.proxy === undefined ? '' : ` through the proxy ${place.proxy}`;
  const text = `${host} answers${via}.`;
  if (advice === undefined) return { name: 'address', status: 'ok', text };
  return {
    name: 'address',
    status: 'warn',
    text: `${host} answers${via}, but is the host for browsers.`,
    cure: `Use the host of the API: api-${hostname}.`,
  };
}

/** What the server says of the company, which it tells to everybody; undefined where nobody knows which one is meant. */
export function readCompany(outcome: Outcome, place: CheckedPlace): ConnectionStep | undefined {
  const { baseUrl, company } = place;
  const { host, hostname, origin } = new URL(baseUrl);
  if (company === undefined || outcome.kind === 'broken') return undefined;
  const found = companyIn(outcome);
  if (isRecord(found)) {
    // It becomes part of an address: nothing but a codebase will do.
    const [, codebase = 'v4_6_release'] =
      /^\/?(v\d+_\w+)\/?$/i.exec(textOf(found['Codebase'])) ?? [];
    const id = textOf(found['CompanyID']) || company;
    const name = textOf(found['CompanyName']);
    const own = `${origin}/${codebase}/apis/3.0`;
    const step = {
      name: 'company' as const,
      company: { id, name, baseUrl: own },
      text: `${host} knows the company ${id}${name === '' || name === id ? '' : ` (${name})`}, on ${codebase}.`,
    };
    const isOther =
      own.toLowerCase() !== baseUrl.toLowerCase() && !/\/v4_6_release\//i.test(baseUrl);
    if (id !== company && id.toLowerCase() === company.toLowerCase())
      return { ...step, status: 'warn', cure: `Write the company as the server does: ${id}.` };
    return isOther
      ? { ...step, status: 'warn', cure: `Use the address ${own}: the company has moved there.` }
      : { ...step, status: 'ok' };
  }
  if (found === 'unreadable' && !isCloudHost(hostname))
    return {
      name: 'company',
      status: 'warn',
      text: `${host} does not tell which companies it knows (${outcome.answer.status}).`,
      cure: 'If the keys fail as well, check host and path of the address.',
    };
  const others = otherRegions(host).map((region) => region.host);
  return failedStep(
    'company',
    new NotFoundError(`There is no company "${company}" at ${host}.`, {
      hint: isCloudHost(hostname)
        ? `Check its spelling, capital letters too; or it is in another region: ${others.join(', ')}.`
        : 'Check its spelling, capital letters too: it is the company that you type at the login page.',
    }),
  );
}

/** The record of a company, null for an unknown one, or what cannot be read as either. */
export function companyIn(outcome: Outcome): Record<string, unknown> | null | 'unreadable' {
  if (outcome.kind !== 'answer' || outcome.answer.status !== 200) return 'unreadable';
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(outcome.answer.body));
    // An empty list is what some servers say for nothing.
    return isRecord(value) ? value : null;
  } catch {
    return 'unreadable';
  }
}

export function failedStep(name: ConnectionStep['name'], error: CwmError): ConnectionStep {
  const { message: text, hint } = error;
  return { name, status: 'fail', text, ...(hint === undefined ? {} : { cure: hint }), error };
}

/** The error for a request that got no answer. */
export function unreachable(
  { problem }: Extract<Outcome, { kind: 'broken' }>,
  { baseUrl, proxy }: Pick<CheckedPlace, 'baseUrl' | 'proxy'>,
): CwmError {
  const context = { method: 'GET', url: baseUrl, target: '', read: true, infoTwin: undefined };
  return networkFailure(problem, { ...context, proxy, address: 'the address' });
}

/** The server's own words, cut short: they are data. */
export function saidBy({ answer }: Extract<Outcome, { kind: 'answer' | 'oversized' }>): string {
  return readErrorBody(answer).message.slice(0, 300);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

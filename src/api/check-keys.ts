import { isCloudHost } from '../config/regions.js';
import { ApiError, AuthError, NotFoundError, UnavailableError } from '../errors/errors.js';
import type { CwmError } from '../errors/errors.js';
import { isRecord } from '../text/records.js';
import { failedStep, saidBy, unreachable, type CheckedPlace } from './check-company.js';
import type { ConnectionStep } from './check-connection.js';
import type { Outcome } from './exchange.js';
import { readErrorBody } from './failure.js';

interface KeysPlace extends CheckedPlace {
  /** The address that the server gives for the company; undefined where it told nothing of it. */
  found: string | undefined;
}

/** Whether the keys open the API. */
export function readKeys(outcome: Outcome, place: KeysPlace): ConnectionStep {
  if (outcome.kind === 'answer' && outcome.answer.status === 200) {
    const version = versionIn(outcome.answer.body);
    if (version !== undefined)
      return { name: 'keys', status: 'ok', text: `The keys work: ConnectWise ${version}.` };
  }
  return failedStep('keys', refusal(outcome, place));
}

/** Whether the role of who has the keys lets them do anything. */
export function readPermission(
  outcome: Outcome,
  path: string,
  place: CheckedPlace,
): ConnectionStep {
  if (outcome.kind === 'answer' && outcome.answer.status === 200)
    return { name: 'permission', status: 'ok', text: `The role may read ${path}.` };
  if (outcome.kind === 'answer' && outcome.answer.status === 403)
    return {
      name: 'permission',
      status: 'warn',
      text: `The keys work, but their role may not read ${path} (403).`,
      cure: 'Give the security role of this member the right to inquire, in the modules that it is used for.',
    };
  const { message, hint } = refusal(outcome, { ...place, found: undefined });
  return {
    name: 'permission',
    status: 'warn',
    text: `${path} could not be read: ${message}`,
    ...(hint === undefined ? {} : { cure: hint }),
  };
}

/** The error for what is no success, with the likeliest cause. */
function refusal(outcome: Outcome, place: KeysPlace): CwmError {
  const { baseUrl, company, hasClientId, found } = place;
  const { host, hostname } = new URL(baseUrl);
  if (outcome.kind === 'broken') return unreachable(outcome, place);
  const { status } = outcome.answer;
  const said = saidBy(outcome);
  const { isPage } = readErrorBody(outcome.answer);
  if ([400, 401, 403].includes(status) && /client\s?id/i.test(said)) {
    return new (status === 400 ? ApiError : AuthError)(
      hasClientId
        ? `ConnectWise does not know this clientId (${status}).`
        : `ConnectWise wants a clientId, and none was given (${status}).`,
      {
        hint: 'It is the id of your integration, of the form 11111111-2222-3333-4444-555555555555: developer.connectwise.com, My Client IDs.',
      },
    );
  }
  if (/^Cannot route/i.test(said)) {
    return new (status === 404 ? NotFoundError : ApiError)(
      `The cloud cannot route to this company and address (${status}: Cannot route).`,
      {
        hint:
          found === undefined
            ? 'Check the company, and give the host alone: its codebase is then found.'
            : `Give the host alone, or the address ${found}.`,
      },
    );
  }
  if (status === 401)
    return new AuthError('ConnectWise did not accept the keys (401).', {
      hint: `${
        found === undefined
          ? 'The company, the public key or the private key is wrong'
          : `The company ${company ?? ''} is right, so the public or the private key is wrong, or they belong to another company or are no longer valid`
      }: make new ones under My Account, API Keys${hasClientId ? '' : '; or it misses a clientId, since none was given'}.`,
    });
  if (status === 403)
    return new AuthError('The keys are right, but their member may do nothing here (403).', {
      hint: `Look at the member, its security role and its licence${hasClientId ? '' : '; or it misses a clientId, since none was given'}.`,
    });
  if (status === 404 || isPage)
    return new NotFoundError(
      `No ConnectWise API answers at ${baseUrl} (${status}${isPage ? ', a web page' : ''}).`,
      {
        hint: isCloudHost(hostname)
          ? `The codebase or the host is wrong: give the host alone, such as ${host}, and the codebase is found.`
          : 'Check host and path: on your own server the address ends in /v4_6_release/apis/3.0.',
      },
    );
  if (status >= 300 && status < 400)
    return new ApiError(`${host} redirects (${status}), and keys are not sent on.`, {
      hint: 'Give the host of the API itself; in the cloud its name begins with api-.',
    });
  return new UnavailableError(
    `${host} could not answer (${status})${said === '' ? '.' : `: ${said}`}`,
    { hint: 'Try again in a few minutes.' },
  );
}

function versionIn(body: Uint8Array): string | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    if (!isRecord(value)) return undefined;
    return typeof value['version'] === 'string' ? value['version'] : 'of an unknown version';
  } catch {
    return undefined;
  }
}

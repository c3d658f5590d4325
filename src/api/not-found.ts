import { ApiError, NotFoundError, type CwmError, type ErrorOptions } from '../errors/errors.js';
import { advised } from './advice.js';
import { pathOf } from './request.js';
import type { ErrorBody, FailureContext } from './failure.js';
import { addressName, checkCompany, type WhereSet } from './where-set.js';

/** The error for a 404: a record that is not there, a route that this release lacks, or no API at all. */
export function notFound(
  body: ErrorBody,
  said: string,
  context: FailureContext,
  options: ErrorOptions,
): CwmError {
  const path = pathOf(context.target);
  if (body.code === 'NotFound') {
    return new NotFoundError(`There is no such record (404).${said}`, {
      ...options,
      hint: recordHint(path),
    });
  }
  if (body.isPage) {
    const address = context.url.slice(0, -context.target.length);
    return new NotFoundError(`No ConnectWise API answers at ${address} (404).${said}`, {
      ...options,
      hint: advised(
        `Check host and path in ${addressName(context)}: the path ends in /v4_6_release/apis/3.0. What follows begins with a module, such as /service.`,
        context,
      ),
    });
  }
  return new NotFoundError(`The server does not know ${path} (404).${said}`, {
    ...options,
    hint: advised(
      `Its release may lack this endpoint: cwm call GET /system/info shows which it is. If every path fails so, ${addressName(context)} names the wrong host or path.`,
      context,
    ),
  });
}

/** The cloud's router knows neither the company nor the release; it says so as plain text, with 400 or 404. */
export function cannotRoute(
  status: number,
  said: string,
  where: WhereSet,
  options: ErrorOptions,
): CwmError {
  const Kind = status === 404 ? NotFoundError : ApiError;
  return new Kind(`ConnectWise does not know this company or address (${status}).${said}`, {
    ...options,
    hint: checkCompany(where),
  });
}

/** Service and project tickets share their ids, but each kind is read at its own path alone. */
const twins: Record<string, { path: string; kind: string }> = {
  service: { path: '/project/tickets', kind: 'a project ticket' },
  project: { path: '/service/tickets', kind: 'a service ticket' },
};

function recordHint(path: string): string {
  const [, module = '', id = ''] = /^\/(service|project)\/tickets\/(\d+)/i.exec(path) ?? [];
  const list = path.replace(/\/\d[^/]*(?:\/[a-z]+)?$/i, '');
  const check = `Check the id. A list shows what there is: cwm call GET ${list}`;
  const twin = twins[module.toLowerCase()];
  if (twin === undefined) return check;
  return `${check}. If it is ${twin.kind}: cwm call GET ${twin.path}/${id}`;
}

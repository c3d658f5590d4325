import { apiHostAdvice } from '../config/base-url.js';
import {
  chooseConnection,
  configuredUrl,
  urlOf,
  type ConnectionChoice,
} from '../config/connection.js';
import { ConfigError } from '../errors/errors.js';
import type { Destination } from '../services.js';
import { acceptHeader } from './headers.js';

/** Where a dry run says the request would go. Needs no credentials: without any, the definition's own server stands in. */
export function describeDestination(
  choice: ConnectionChoice,
  catalog: { server: string; version: string },
): Destination {
  const headers = {
    authorization: 'Basic ***',
    clientId: '***',
    accept: acceptHeader(catalog.version),
  };
  try {
    const settings = chooseConnection(choice);
    if (settings.source !== 'sandbox') {
      const baseUrl = settings.source === 'profile' ? urlOf(settings.profile) : settings.baseUrl;
      const note = apiHostAdvice(baseUrl);
      return note === undefined ? { baseUrl, headers } : { baseUrl, headers, note };
    }
    return {
      baseUrl: 'http://127.0.0.1/v4_6_release/apis/3.0',
      headers,
      note: 'The sandbox listens on a free port of this machine while a command runs.',
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const configured = configuredUrl(choice.env);
    if (configured !== undefined) {
      const note = [error.message, apiHostAdvice(configured)].filter((part) => part !== undefined);
      return { baseUrl: configured, headers, note: note.join(' ') };
    }
    return {
      baseUrl: catalog.server.replace(/\/+$/, ''),
      headers,
      note: `${error.message} The address is the definition's own.`,
    };
  }
}

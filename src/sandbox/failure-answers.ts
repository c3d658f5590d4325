import { ApiFault, type Answer } from './answer.js';

/** The failures that can be asked for. */
export type FailureStatus = 401 | 403 | 429 | 500 | 502 | 503 | 504;

/** Seconds that the server asks a client to wait. */
const usualWait = 30;

/** A failure as ConnectWise, or the gateway before it, words it. */
export function failureAnswer(status: FailureStatus): Answer {
  switch (status) {
    case 401:
      return new ApiFault(401, 'Unauthorized', 'Please supply valid credentials.').answer;
    case 403:
      return new ApiFault(403, 'Security', 'You have no security permission to do this.').answer;
    case 429:
      return throttled(usualWait);
    case 500:
      return new ApiFault(500, 'ConnectWiseApi', 'A timeout occurred. Please try again.').answer;
    case 502:
      return page(status, 'Bad Gateway');
    case 503:
      return page(status, 'Service Unavailable');
    case 504:
      return page(status, 'Gateway Timeout');
  }
}

/** The one answer whose code stands under `error`. */
export function throttled(seconds: number): Answer {
  return {
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: {
      error: 'ConnectWiseAPI',
      message: `Too many requests; wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    },
  };
}

/** A gateway knows nothing of JSON. */
function page(status: number, title: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<html>\n<head><title>${status} ${title}</title></head>\n<body><h1>${status} ${title}</h1></body>\n</html>\n`,
  };
}

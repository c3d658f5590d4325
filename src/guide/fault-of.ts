import { CwmError } from '../errors/errors.js';
import { shortened } from '../text/shortened.js';

/** What a check says or throws, for the question that is asked again; undefined where nothing is wrong. */
export function faultOf(check: () => unknown): string | undefined {
  try {
    const fault = check();
    return typeof fault === 'string' ? fault : undefined;
  } catch (error) {
    if (!(error instanceof CwmError)) throw error;
    return shortened([error.message, error.hint].filter(Boolean).join(' '), longest);
  }
}

/** A few lines of a narrow terminal. */
const longest = 300;

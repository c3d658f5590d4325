import { CwmError } from '../errors/errors.js';
import { shortened } from '../text/shortened.js';

/** What a piece of work says is wrong, for the question that is asked again; undefined where nothing is. */
export function faultOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof CwmError)) throw error;
    return shortened([error.message, error.hint].filter(Boolean).join(' '), longest);
  }
}

/** A few lines of a narrow terminal. */
const longest = 300;

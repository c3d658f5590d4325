import type { Keepable, Result } from '../actions/define.js';
import type { Services } from '../services.js';
import type { Command } from './define-command.js';

/** What a session of many lines adds to each line that it runs. */
export interface LineSession {
  /** Flags that every line has, such as `--profile sandbox`; what a line itself says comes after them and wins. */
  words: readonly string[];
  /** No line may write to ConnectWise. */
  readOnly: boolean;
  /** Where the line stands among others, told with its error: `line 12`. */
  label: string | undefined;
  /** Gets each result on its way to the screen, and gives the one to show. */
  see: (result: Result, command: Command, services: Services) => Result;
  /** Whether this call has not been offered to be kept in the session; it counts as offered from now on. */
  isNewOffer: (found: Keepable) => boolean;
  /** Offers to keep a call that succeeded. */
  offer: (found: Keepable) => Promise<void>;
  /** Hears of what ended the line, before it is shown. */
  fail: (error: unknown) => void;
}

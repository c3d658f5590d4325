import { UsageError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import { sandboxProfile, type Profile, type Settings } from './settings.js';

/** Every name that `--profile` takes, the sandbox's first. */
export function profileNames({ profiles }: Settings): string[] {
  return [sandboxProfile, ...Object.keys(profiles)];
}

/** The profile of the settings file that has a name; the sandbox is none of them. */
export function profileNamed(name: string, { profiles }: Settings): Profile | undefined {
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}

/** The error for a profile that there is not; `where` says what names it, where that is not plain. */
export function noSuchProfile(name: string, settings: Settings, where = ''): UsageError {
  const known = profileNames(settings);
  const near = didYouMean(nearest(name, known));
  const made = /^[a-z\d][\w.-]*$/i.test(name) ? name : '<name>';
  return new UsageError(`There is no profile "${name}".${where}`, {
    hint: [near, `Known profiles: ${listed(known)}. cwm login ${made} makes one.`]
      .filter((part) => part !== undefined)
      .join(' '),
  });
}

import { noSuchProfile, profileNames } from '../config/profiles.js';
import { UsageError } from '../errors/errors.js';
import { listed } from '../text/nearest.js';
import { defineAction } from './define.js';
import { warnIfOutranked } from './outranked.js';

export const profileUse = defineAction({
  name: 'profile_use',
  summary: 'Choose the profile of commands that name none',
  params: {
    profile: { kind: 'string', summary: 'the profile, or sandbox' },
    none: { kind: 'boolean', default: false, summary: 'none: each command has to name one' },
  },
  async run({ profile: named, none }, services) {
    const keeper = services.config();
    const settings = keeper.settings();
    const name = named ?? services.profile;
    if ((name === undefined) !== none)
      throw new UsageError(
        none ? '--none goes without a name.' : 'Which profile is to be in use?',
        { hint: `Profiles: ${listed(profileNames(settings))}; or --none.` },
      );
    if (name !== undefined && !profileNames(settings).includes(name))
      throw noSuchProfile(name, settings);
    await keeper.change((before) => ({ ...before, profile: name }));
    if (name === undefined)
      return { kind: 'none', note: 'No profile is in use: name one with --profile.' };
    warnIfOutranked(name, services);
    return { kind: 'none', note: `${name} is in use where nothing else names a connection.` };
  },
});

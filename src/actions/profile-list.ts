import { connectionName, connectionPlace, sandboxMember } from '../config/connection.js';
import { attempt } from '../config/in-force.js';
import { profileNames } from '../config/profiles.js';
import { sandboxProfile, type Profile } from '../config/settings.js';
import type { Services } from '../services.js';
import { defineAction, many } from './define.js';

/** A profile, but for its keys. */
export interface ProfileRow {
  name: string;
  url: string | null;
  company: string | null;
  member: string | null;
  timeZone: string | null;
  readOnly: boolean;
  /** Where its keys are; null where it needs none. */
  keys: Profile['keys'] | null;
  /** Commands that name no connection use it. */
  inUse: boolean;
  /** This command uses it. */
  current: boolean;
}

export const profileList = defineAction({
  name: 'profile_list',
  summary: 'List the profiles, the sandbox among them',
  params: {},
  run(_input, services) {
    const settings = services.config().settings();
    const place = connectionPlace(services.choice());
    const current = place === undefined || place.by === 'CONNECTWISE_*' ? undefined : place.name;
    const names = profileNames(settings);
    tellOthers(current, names, services);
    const rows = names.map((name): ProfileRow => {
      const profile = name === sandboxProfile ? undefined : settings.profiles[name];
      const { url = null, company = null, timeZone = null, keys = null } = profile ?? {};
      const member = name === sandboxProfile ? sandboxMember : (profile?.member ?? null);
      return {
        ...{ name, url, company, member, timeZone, keys },
        readOnly: profile?.readOnly === true,
        inUse: settings.profile === name,
        current: current === name,
      };
    });
    return Promise.resolve(many(rows));
  },
});

/** What is in force where that is none of the profiles. */
function tellOthers(
  current: string | undefined,
  names: readonly string[],
  { choice, report }: Services,
): void {
  if (current !== undefined && !names.includes(current))
    report.warn(`The profile in force, "${current}", does not exist: cwm profile show`);
  if (connectionPlace(choice())?.by === 'CONNECTWISE_*')
    report.note(
      `In force is the connection of the environment, ${attempt(() => connectionName(choice())) ?? 'which is incomplete'}: cwm profile show`,
    );
}

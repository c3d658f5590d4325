/** What people call a thing that happens, with what they say of a record that it happened to, the likeliest first. */
const actions: readonly (readonly [nouns: string, verbs: string])[] = [
  ['cancellation,cancelation,termination', 'cancelled,terminated'],
  ['renewal', 'renewed,renewing,renewal'],
  ['expiration,expiry', 'expires,expiring,expiration'],
  ['closing,closure', 'closing,closed'],
  ['completion', 'completed,finished,closed'],
  ['update,change,modification,edit', 'updated'],
  ['creation,entry', 'created,entered'],
  ['purchase', 'purchased'],
  ['installation,install', 'installed'],
  ['shipment', 'shipped'],
  ['payment', 'paid'],
  ['submission', 'submitted'],
  ['start', 'starting,started'],
  ['login,sign-in', 'logged in'],
  ['response', 'responded'],
];

const known = new WeakMap<object, ReadonlyMap<string, string>>();

/** The dates of records by the nouns of what happened then: cancellation, renewal. */
export function actionDates(when: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const earlier = known.get(when);
  if (earlier !== undefined) return earlier;
  const dates = new Map<string, string>();
  for (const [nouns, verbs] of actions) {
    const field = verbs.split(',').flatMap((verb) => when[verb] ?? [])[0];
    if (field !== undefined) for (const noun of nouns.split(',')) dates.set(noun, field);
  }
  known.set(when, dates);
  return dates;
}

import type { Draft, LoginInput } from '../actions/login-draft.js';
import { knownMember, membersFor, type Member } from '../actions/login-members.js';
import type { Desk } from '../cli/define-command.js';
import { readZone } from '../dates/zone.js';
import { CwmError } from '../errors/errors.js';
import type { Choice } from '../terminal/prompts.js';

/** Asks who `me` is, whose days count, and whether writes may be sent; flags answer in advance. */
export async function askPerson(
  { profile, ...draft }: Draft,
  { member, timeZone, readOnly, check }: LoginInput & { check: boolean },
  desk: Desk,
): Promise<void> {
  const members = check ? await membersFor({ ...draft, profile }, desk.services) : undefined;
  const chosen =
    member === undefined
      ? await askMember(members, profile.member, desk)
      : knownMember(member, members);
  if (chosen === '') delete profile.member;
  else profile.member = chosen;
  if (timeZone === undefined) {
    const zone = await desk.prompt.text('Time zone:', {
      default: profile.timeZone ?? desk.services.machineZone(),
      check: zoneFault,
    });
    profile.timeZone = readZone(zone, '--time-zone');
  }
  if (readOnly === undefined) await askWrites(profile, desk);
}

/** Choices that a person can oversee. */
const most = 20;

async function askMember(
  members: readonly Member[] | undefined,
  before: string | undefined,
  { prompt }: Desk,
): Promise<string> {
  if (members === undefined || members.length === 0)
    return (
      await prompt.text('Your member identifier, which "me" stands for (empty for none):', {
        default: before ?? '',
      })
    ).trim();
  const nobody: Choice<string> = { value: '', name: 'nobody' };
  return await prompt.search('Which member is "me"? Type a part of the name:', async (typed) => {
    const wanted = typed.trim().toLowerCase();
    const found = members
      .filter(({ identifier, name }) => `${identifier} ${name}`.toLowerCase().includes(wanted))
      .map(({ identifier, name }) => ({ value: identifier, name: `${identifier} (${name})` }));
    if (wanted !== '') return await Promise.resolve([...found.slice(0, most), nobody]);
    const first = found.filter(({ value }) => value === before);
    return [...first, nobody, ...found.filter((one) => !first.includes(one)).slice(0, most)];
  });
}

function zoneFault(text: string): string | undefined {
  try {
    readZone(text, 'Time zone');
    return undefined;
  } catch (error) {
    if (error instanceof CwmError) return `${error.message} ${error.hint ?? ''}`;
    throw error;
  }
}

async function askWrites(profile: Draft['profile'], { prompt }: Desk): Promise<void> {
  const choices = [
    { value: false, name: 'Read and write: each write is asked for' },
    { value: true, name: 'Read only: every write is refused' },
  ];
  const ordered = profile.readOnly === true ? choices.toReversed() : choices;
  if (await prompt.select('What may be done with this profile?', ordered)) profile.readOnly = true;
  else delete profile.readOnly;
}

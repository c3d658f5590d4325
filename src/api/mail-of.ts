import { isRecord } from '../text/records.js';
import { membersOf } from './body-members.js';

/** Switches by whom mail goes to when they are on; read from the API's definition. */
const recipients: readonly (readonly [readonly string[], string])[] = [
  [
    ['automaticEmailContactFlag', 'emailContactFlag', 'emailNotesToContactFlag'],
    'Mail may go to the contact.',
  ],
  [
    [
      'automaticEmailResourceFlag',
      'emailResourceFlag',
      'emailNotesToResourcesFlag',
      'assignedNotifyFlag',
      'notifyResource',
      'notifyFlag',
    ],
    'Mail may go to the members assigned to it.',
  ],
  [['automaticEmailCcFlag', 'emailCcFlag', 'emailCCFlag'], 'Mail may go to the addresses in copy.'],
  [
    ['acceptanceSendEmailFlag', 'confirmationSendEmailFlag', 'rejectionSendEmailFlag'],
    'Mail will go out for it from now on.',
  ],
  [['addToBatchEmailList'], 'The invoice joins those that are mailed.'],
  [['bundledFlag'], 'It goes to the tickets bundled with this one as well.'],
];

/** Records whose board or status sends notifications, by what sets them off. */
const notifying: readonly (readonly [RegExp, readonly string[], string])[] = [
  [
    /^\/(?:service|project)\/tickets(?:\/\d+)?$/,
    ['status', 'board', 'owner', 'resources', 'team'],
    'The board may send its notifications, to the contact too.',
  ],
  [
    /^\/(?:procurement\/(?:purchaseorders|rmatags)|sales\/orders)(?:\/\d+)?$/i,
    ['status'],
    'The status may send its notifications.',
  ],
];

/** Who may get mail because of a write, a sentence each; empty where nothing says so. */
export function mailOf(method: string, path: string, body: unknown): string[] {
  if (method === 'DELETE')
    return /^\/schedule\/entries\/\d+\/true$/i.test(path)
      ? ['Mail may go to the members assigned to it.']
      : [];
  const members = membersOf(body);
  const isOn = (name: string) => members.some(([one, value]) => one === name && value === true);
  const said = recipients.flatMap(([names, text]) => (names.some(isOn) ? [text] : []));
  if (isOn('processNotifications'))
    said.push('Mail may go out: its notifications are to be processed.');
  const isOff = members.some(([name, value]) => name === 'processNotifications' && value === false);
  const isNew = method === 'POST' && isRecord(body);
  const board = notifying.find(
    ([pattern, causes]) =>
      pattern.test(path) && (isNew || members.some(([name]) => causes.includes(name))),
  );
  if (board !== undefined && !isOff) said.push(board[2]);
  return said;
}

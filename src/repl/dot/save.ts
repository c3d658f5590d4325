import { describeCall } from '../../actions/describe-call.js';
import { keep, readDescription, refuseSecrets } from '../../actions/keep.js';
import { UsageError } from '../../errors/errors.js';
import { defineDot } from './define-dot.js';

export const save = defineDot({
  name: '.save',
  usage: '[description]',
  summary: 'Keep the last call that succeeded, to run it by name',
  params: {
    description: { kind: 'string', summary: 'what the call is for; the proposed one unless told' },
  },
  positionals: ['description'],
  rest: true,
  examples: ['.save', '.save Open tickets of Acme'],
  async run({ description: given }, { session: { lastCall } }, services) {
    if (lastCall === undefined)
      throw new UsageError('No call has succeeded in this session yet.', {
        hint: `Make one first, such as: call GET /service/tickets --where 'closedFlag = false'`,
      });
    const { call, connectionName } = lastCall;
    // It belongs to the connection that it was made with, whichever this line would use.
    const own = { ...services, connectionName };
    const description = readDescription(given ?? (await describeCall(call, own)));
    refuseSecrets(
      { ...call, description },
      own,
      'Keep it with placeholders in their place: cwm memory save --help',
    );
    await keep(call, description, own);
    return { kind: 'none', note: '' };
  },
});

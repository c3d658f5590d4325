import { canAsk } from '../../cli/can-ask.js';
import { UsageError } from '../../errors/errors.js';
import { draftOf } from '../draft.js';
import { defineDot } from './define-dot.js';

export const edit = defineDot({
  name: '.edit',
  summary: 'Bring the last line back, the cursor at its fault',
  params: {},
  examples: ['.edit'],
  run(_input, { session, context: { io } }) {
    if (!canAsk(io, { input: !session.flags.has('--no-input') }))
      throw new UsageError('A line is changed on a terminal alone.', {
        hint: 'Change it where the lines come from.',
      });
    if (session.lastLine === undefined)
      throw new UsageError('There is no line to bring back.', {
        hint: 'A line that holds a secret is not kept.',
      });
    session.draft = draftOf(session.lastLine);
    return { kind: 'none', note: '' };
  },
});

export const exit = defineDot({
  name: '.exit',
  summary: 'Leave',
  params: {},
  examples: ['.exit'],
  run(_input, { session }) {
    session.isOver = true;
    return { kind: 'none', note: '' };
  },
});

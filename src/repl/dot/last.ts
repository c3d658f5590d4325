import { UsageError } from '../../errors/errors.js';
import { defineDot } from './define-dot.js';

export const last = defineDot({
  name: '.last',
  usage: '[-o csv …]',
  summary: 'Show the last result again; nothing is sent',
  params: {},
  examples: ['.last -o csv --columns id,summary', `!! --query '[0]'`, '.last --output-file a.json'],
  view: (session) => session.last?.view,
  run(_input, { session }, { report }) {
    if (session.last === undefined)
      throw new UsageError('There is no result yet.', {
        hint: 'Give a command that has one, such as: search close a ticket',
      });
    const lack = session.last.lack();
    if (lack !== undefined) report.warn(lack);
    return session.last.again();
  },
});

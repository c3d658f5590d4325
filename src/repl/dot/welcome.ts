import { CwmError } from '../../errors/errors.js';
import { version } from '../../version.js';
import { defineDot } from './define-dot.js';

/** What a session begins with; nobody types it. */
export const welcome = defineDot({
  name: '.welcome',
  summary: 'Say what this is',
  params: {},
  examples: ['.welcome'],
  async run(_input, { session, context }, { catalog, report }) {
    const endpoints = (await catalog()).count('endpoints').toLocaleString('en-US');
    report.note(`cwm ${version}, ${endpoints} endpoints. Try: search close a ticket`);
    report.note('.help shows what else there is, Ctrl-D leaves.');
    try {
      context.connection(session.flags.profile);
    } catch (error) {
      if (!(error instanceof CwmError)) throw error;
      report.note(`${error.message} Try: .profile sandbox`);
    }
    return { kind: 'none', note: '' };
  },
});

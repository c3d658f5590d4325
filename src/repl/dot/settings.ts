import { many, one } from '../../actions/define.js';
import { CwmError } from '../../errors/errors.js';
import { formats } from '../../output/format.js';
import { defineDot, type SessionDesk } from './define-dot.js';

export const output = defineDot({
  name: '.output',
  usage: '[format] [file]',
  summary: 'Set the format, or write the last result to a file',
  params: {
    format: { kind: 'string', choices: formats, summary: `one of ${formats.join(', ')}` },
  },
  positionals: ['format'],
  examples: ['.output csv', '.output csv tickets.csv', '.output'],
  present: ({ output: format }: { output: string }) => `Results are shown as ${format}.\n`,
  run({ format }, { session: { flags }, context }) {
    if (format === undefined)
      return one({ output: flags.output ?? (context.io.stdout.isTerminal ? 'table' : 'json') });
    flags.useOutput(format);
    return { kind: 'none', note: `Results are shown as ${format} from now on.` };
  },
});

/** What stands for no profile: the connection that the environment names. */
const environment = 'environment';

export const profile = defineDot({
  name: '.profile',
  usage: '[name]',
  summary: 'Use another connection, or list those that there are',
  params: { name: { kind: 'string', summary: 'the connection to use from now on' } },
  positionals: ['name'],
  examples: ['.profile', '.profile sandbox'],
  columns: [
    { header: 'Profile', path: 'profile' },
    { header: 'Connection', path: 'connection' },
    { header: 'In use', path: 'in_use' },
  ],
  run({ name }, desk) {
    const { session, context } = desk;
    const profiles = context.profiles();
    const isSet = !profiles.includes(connectionOrNone(undefined, context) ?? '');
    const names = [...(isSet ? [undefined] : []), ...profiles];
    if (name === undefined) return many(names.map((one) => profileRow(one, desk)));
    const chosen = name === environment && isSet ? undefined : name;
    const connection = context.connection(chosen);
    session.flags.useProfile(chosen);
    return { kind: 'none', note: `Requests go to ${connection} from now on.` };
  },
});

function profileRow(name: string | undefined, { session, context }: SessionDesk) {
  return {
    profile: name ?? environment,
    connection: connectionOrNone(name, context),
    in_use: session.flags.profile === name,
  };
}

function connectionOrNone(
  name: string | undefined,
  { connection }: SessionDesk['context'],
): string | null {
  try {
    return connection(name);
  } catch (error) {
    if (error instanceof CwmError) return null;
    throw error;
  }
}

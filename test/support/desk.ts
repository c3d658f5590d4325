import { inject, onTestFinished } from 'vitest';
import { createContext } from '../../src/context.js';
import type { Desk } from '../../src/cli/define-command.js';
import { createStyle } from '../../src/terminal/style.js';
import { fakeClock } from './fake-clock.js';
import { temporaryFolder, type Reply } from './run-cwm.js';
import { scriptedPrompt } from './scripted-prompt.js';

export interface TestDesk extends Desk {
  questions: string[];
  /** What the person was shown beside the questions. */
  said: string[];
}

export interface DeskOptions {
  /** The sandbox's folder; a new one unless given. */
  home?: string;
  /** Of a server; the sandbox unless given. */
  env?: Record<string, string>;
  width?: number;
  now?: Date;
  zone?: string;
}

/** What a guide works with: the real services, and a person who gives the answers of a script. */
export async function openDesk(replies: Reply[], options: DeskOptions = {}): Promise<TestDesk> {
  const questions: string[] = [];
  const said: string[] = [];
  const { env, now = new Date('2026-11-02T15:00:00Z'), width = 100, zone = 'UTC' } = options;
  const context = createContext({
    env: {
      CWM_HOME: options.home ?? temporaryFolder(),
      CWM_CATALOG: inject('catalogFile'),
      ...env,
    },
    platform: 'linux',
    signal: new AbortController().signal,
    prompt: scriptedPrompt({ replies }, questions),
    clock: fakeClock(),
    now: () => now,
    machineZone: () => zone,
  });
  onTestFinished(() => context.close());
  const say = (text: string) => {
    said.push(text);
    return Promise.resolve();
  };
  const silent = () => undefined;
  const report = { warn: silent, note: silent, log: silent, progress: silent };
  const refuse = () => {
    throw new Error('nothing is approved here');
  };
  const services = context.services({
    profile: env === undefined ? 'sandbox' : undefined,
    zone: undefined,
    report,
    reusesMemory: false,
    ask: undefined,
    approve: refuse,
    refuseUnapproved: silent,
    expect: silent,
  });
  const output = { isTerminal: false, columns: width, write: () => Promise.resolve() };
  const style = await createStyle(output, {});
  const fail = () => Promise.resolve(1);
  return {
    services,
    prompt: context.prompt,
    style,
    width,
    shell: 'sh',
    say,
    fail,
    questions,
    said,
  };
}

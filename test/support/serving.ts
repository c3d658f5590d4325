import { onTestFinished } from 'vitest';
import { runCwm, type Run, type RunOptions } from './run-cwm.js';

export interface Serving<Address> {
  address: Address;
  /** Ends it as a signal would. */
  stop: (signal?: 'SIGINT' | 'SIGTERM') => Promise<Run>;
}

/** A command that serves on a free port, unless its flags name one, until the test has finished. */
export async function startServing<Address>(
  argv: readonly string[],
  options: Omit<RunOptions, 'signal' | 'onOutput'>,
): Promise<Serving<Address>> {
  const controller = new AbortController();
  let shown: (text: string) => void = () => undefined;
  const output = new Promise<string>((resolve) => (shown = resolve));
  const port = argv.includes('--port') ? [] : ['--port', '0'];
  const running = runCwm([...argv, ...port, '-o', 'json'], {
    ...options,
    signal: controller.signal,
    onOutput: shown,
  });
  const stop: Serving<Address>['stop'] = async (signal = 'SIGINT') => {
    controller.abort(signal);
    return await running;
  };
  onTestFinished(() => stop().then(() => undefined));
  const first = await Promise.race([output, running]);
  if (typeof first !== 'string') throw new Error(`not served: ${first.stderr}`);
  return { address: JSON.parse(first) as Address, stop };
}

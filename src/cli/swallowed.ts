import type { Command } from 'commander';
import { UsageError } from '../errors/errors.js';

/** Refuses a flag that took the next flag for its value: Windows PowerShell drops an empty value on the way. */
export function refuseSwallowed(command: Command): void {
  const options = command.parent === null ? [] : lineage(command).flatMap((one) => one.options);
  const flags = new Set(options.flatMap(({ short, long }) => [short, long]));
  const values = command.optsWithGlobals();
  for (const option of options) {
    const value: unknown = values[option.attributeName()];
    const given: unknown[] = Array.isArray(value) ? value : [value];
    const texts = given.filter((text) => typeof text === 'string');
    const taken = texts.find((text) => flags.has(text));
    if (!option.required || taken === undefined) continue;
    throw new UsageError(`${option.long ?? option.flags} has no value: ${taken} is a flag.`, {
      hint: 'Give it one, or leave it out. Windows PowerShell drops an empty value on the way.',
    });
  }
}

function lineage(command: Command): Command[] {
  return command.parent === null ? [command] : [command, ...lineage(command.parent)];
}

import { ok, warn, type Found } from './finding.js';
import type { Installation } from './installation.js';

/** Whether names that are not English reach the screen as they are. */
export function lookAtTerminal({ machine, locale }: Installation): Found[] {
  const { env, platform } = machine;
  const language = ok('language', locale);
  if (platform === 'win32')
    return [
      language,
      ok(
        'encoding',
        'JSON for pipes is ASCII, whatever code page the console has (--no-ascii: UTF-8).',
      ),
    ];
  const [variable, value] = (['LC_ALL', 'LC_CTYPE', 'LANG'] as const)
    .map((name) => [name, env[name]] as const)
    .find(([, text]) => text !== undefined && text !== '') ?? ['LANG', ''];
  // macOS shows UTF-8 where nothing is set.
  if (value === '' && platform === 'darwin') return [language, ok('encoding', 'UTF-8')];
  return /utf-?8/i.test(value ?? '')
    ? [language, ok('encoding', `${variable}=${value ?? ''}`)]
    : [
        language,
        warn(
          'encoding',
          value === '' ? 'LANG is not set.' : `${variable}=${value ?? ''} is not UTF-8.`,
          'Where names look wrong: export LANG=C.UTF-8',
        ),
      ];
}

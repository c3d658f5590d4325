import { expect, test } from 'vitest';
import { resolvePaths } from '../../src/config/paths.js';
import { ConfigError } from '../../src/errors/errors.js';

test('Linux has them where XDG puts them by default', () => {
  expect(resolvePaths({ platform: 'linux', env: {}, home: '/home/jörg' })).toEqual({
    data: '/home/jörg/.local/share/cwm',
    config: '/home/jörg/.config/cwm',
    state: '/home/jörg/.local/state/cwm',
  });
});

test('Linux follows the XDG variables', () => {
  const env = { XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' };
  expect(resolvePaths({ platform: 'linux', env, home: '/home/me' })).toEqual({
    data: '/d/cwm',
    config: '/c/cwm',
    state: '/s/cwm',
  });
});

test('an XDG variable that is relative or empty does not count', () => {
  const env = { XDG_DATA_HOME: 'relative', XDG_CONFIG_HOME: '' };
  expect(resolvePaths({ platform: 'linux', env, home: '/home/me' })).toEqual({
    data: '/home/me/.local/share/cwm',
    config: '/home/me/.config/cwm',
    state: '/home/me/.local/state/cwm',
  });
});

test('macOS has them in Library', () => {
  expect(resolvePaths({ platform: 'darwin', env: {}, home: '/Users/me' })).toEqual({
    data: '/Users/me/Library/Application Support/cwm',
    config: '/Users/me/Library/Application Support/cwm',
    state: '/Users/me/Library/Logs/cwm',
  });
});

test('Windows has them in the folders of the environment', () => {
  const env = {
    APPDATA: 'C:\\Users\\Jörg Müller\\AppData\\Roaming',
    LOCALAPPDATA: 'C:\\Users\\Jörg Müller\\AppData\\Local',
  };
  expect(resolvePaths({ platform: 'win32', env, home: 'C:\\Users\\Jörg Müller' })).toEqual({
    data: 'C:\\Users\\Jörg Müller\\AppData\\Local\\cwm',
    config: 'C:\\Users\\Jörg Müller\\AppData\\Roaming\\cwm',
    state: 'C:\\Users\\Jörg Müller\\AppData\\Local\\cwm\\state',
  });
});

test('Windows without those variables has them below the home folder', () => {
  expect(resolvePaths({ platform: 'win32', env: {}, home: 'C:\\Users\\me' })).toEqual({
    data: 'C:\\Users\\me\\AppData\\Local\\cwm',
    config: 'C:\\Users\\me\\AppData\\Roaming\\cwm',
    state: 'C:\\Users\\me\\AppData\\Local\\cwm\\state',
  });
});

test('a redirected folder on a share is taken', () => {
  const env = { APPDATA: '\\\\server\\profiles\\me', LOCALAPPDATA: 'D:\\Local' };
  expect(resolvePaths({ platform: 'win32', env, home: undefined })).toEqual({
    data: 'D:\\Local\\cwm',
    config: '\\\\server\\profiles\\me\\cwm',
    state: 'D:\\Local\\cwm\\state',
  });
});

test.each(['linux', 'darwin'] as const)('CWM_HOME holds everything on %s', (platform) => {
  const env = { CWM_HOME: '/my folder', XDG_DATA_HOME: '/d' };
  expect(resolvePaths({ platform, env, home: undefined })).toEqual({
    data: '/my folder/data',
    config: '/my folder/config',
    state: '/my folder/state',
  });
});

test('CWM_HOME holds everything on Windows', () => {
  const env = { CWM_HOME: 'E:\\cwm', APPDATA: 'C:\\Roaming' };
  expect(resolvePaths({ platform: 'win32', env, home: undefined })).toEqual({
    data: 'E:\\cwm\\data',
    config: 'E:\\cwm\\config',
    state: 'E:\\cwm\\state',
  });
});

test('an empty CWM_HOME does not count', () => {
  expect(resolvePaths({ platform: 'linux', env: { CWM_HOME: '' }, home: '/home/me' }).data).toBe(
    '/home/me/.local/share/cwm',
  );
});

test.each(['linux', 'darwin', 'win32'] as const)(
  'without a home folder on %s the error names CWM_HOME',
  (platform) => {
    for (const home of [undefined, '']) {
      expect(() => resolvePaths({ platform, env: {}, home })).toThrow(
        expect.objectContaining({
          name: ConfigError.name,
          hint: expect.stringContaining('CWM_HOME') as string,
        }),
      );
    }
  },
);

import { onTestFinished } from 'vitest';
import { makeFolder } from './run-process.js';
import { keys, openScreen, type Screen, type ScreenOptions } from './screen.js';

/** The end of the screen where a session waits for a line. */
export const prompt = />$/;

/** cwm with a session on a terminal, waiting for its first line. */
export async function openSession({
  home = temporaryHome(),
  ...options
}: ScreenOptions & { home?: string } = {}): Promise<Screen> {
  const screen = openScreen([], home, options);
  await screen.sees(prompt);
  return screen;
}

/** Runs a line, and gives what is on the screen after it, from the line on. */
export async function ask(screen: Screen, line: string): Promise<string> {
  const before = screen.text().length;
  screen.type(`${line}${keys.enter}`);
  const text = await screen.sees(
    (now) => now.length > before + 1 && now.slice(before).includes('\n') && prompt.test(now),
  );
  return text.slice(before);
}

export function temporaryHome(): string {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  return folder;
}

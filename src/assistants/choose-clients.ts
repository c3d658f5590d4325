import type { Prompt } from '../terminal/prompts.js';
import { clients, type Machine } from './clients.js';
import { findClients } from './find-clients.js';

/**
 * Asks which of the assistants on this machine are meant, and gives their names; undefined where none was chosen. Where
 * there is none to choose from, all are meant: what they lack is said there.
 */
export async function chooseClients(
  machine: Machine,
  prompt: Prompt,
  question: string,
  isRemoval: boolean,
): Promise<string[] | undefined> {
  const there = findClients(machine).filter(({ isInstalled }) => isInstalled);
  const choices = clients.flatMap(({ name, title }) => {
    const states = there.filter(({ client }) => client === name);
    const has = states.some(({ entries }) => entries.length > 0);
    if (states.length === 0 || (isRemoval && !has)) return [];
    const description = states.map(({ file }) => file).join(', ');
    const shown = has && !isRemoval ? `${title}, which has it already` : title;
    return [{ value: name, name: shown, description, checked: isRemoval || !has }];
  });
  if (choices.length === 0) return ['all'];
  const chosen = await prompt.checklist(question, choices);
  return chosen.length === 0 ? undefined : chosen;
}

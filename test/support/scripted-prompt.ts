import type { Choice, Prompt } from '../../src/terminal/prompts.js';
import type { Reply, RunOptions } from './run-cwm.js';

/** A person who gives the answers of a script, and whose questions are noted with the choices that were offered. */
export function scriptedPrompt(
  {
    answers = [],
    texts = [],
    replies,
    lines = [],
  }: Pick<RunOptions, 'answers' | 'texts' | 'replies' | 'lines'>,
  questions: string[],
): Prompt {
  const script = replies === undefined ? undefined : [...replies];
  const [confirmations, typed, typedLines] = [[...answers], [...texts], [...lines]];
  const next = (question: string, others: Reply[]): Reply => {
    questions.push(question);
    const reply = (script ?? others).shift();
    if (reply === undefined) throw new Error(`nobody answers: ${question}`);
    return reply;
  };
  const textOf = (reply: Reply): string => {
    if (typeof reply !== 'string')
      throw new Error(`a text is wanted, not ${JSON.stringify(reply)}`);
    return reply;
  };
  const chosen = <T>(wanted: string, question: string, choices: readonly Choice<T>[]): T => {
    const found = choices.find(({ name }) => name.includes(wanted));
    const names = choices.map(({ name }) => name).join(' | ');
    if (found === undefined) throw new Error(`${question}: no "${wanted}" among ${names}`);
    return found.value;
  };
  return {
    confirm: (question) => Promise.resolve(next(question, confirmations) === true),
    async text(question, { default: preset = '', check } = {}) {
      const reply = await Promise.resolve(next(question, typed));
      const text = reply === '' ? preset : textOf(reply);
      const fault = await check?.(text);
      // The person is asked again, as on a terminal.
      return fault === undefined
        ? text
        : await this.text(`${question} (${fault})`, { default: preset, check });
    },
    async secret(question) {
      return await Promise.resolve(textOf(next(question, typed)));
    },
    async search(question, find) {
      const reply = next(question, []);
      const { type, take = '' } =
        typeof reply === 'object' && 'type' in reply ? reply : { type: textOf(reply) };
      return chosen(take, question, await find(type));
    },
    select: async (question, choices) =>
      await Promise.resolve(chosen(textOf(next(question, [])), question, choices)),
    async checklist(question, choices) {
      const reply = await Promise.resolve(next(question, []));
      return (Array.isArray(reply) ? (reply as string[]) : [textOf(reply)]).map((name) =>
        chosen(name, question, choices),
      );
    },
    line: () => {
      const text = typedLines.shift();
      return Promise.resolve(text === undefined ? { kind: 'end' } : { kind: 'line', text });
    },
  };
}

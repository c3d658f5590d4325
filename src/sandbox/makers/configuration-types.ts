import authored from '../../../data/sandbox/configurations.json' with { type: 'json' };
import type { Maker } from '../ground.js';

export const configurationTypes: Maker = (_ground, add) => {
  for (const { name } of authored.types)
    add(null, { name, inactiveFlag: false, systemFlag: name === 'Workstation' });
};

export const configurationStatuses: Maker = (_ground, add) => {
  for (const status of authored.statuses) add(null, status);
};

export const typeQuestions: Maker = (ground, add) => {
  for (const { id, record } of ground.stored('/company/configurations/types')) {
    const questions = authored.types.find(({ name }) => name === record['name'])?.questions ?? [];
    for (const [index, { question, fieldType, entryType }] of questions.entries()) {
      add(id, {
        configurationType: ground.reference('ConfigurationTypeReference', record),
        fieldType,
        entryType,
        sequenceNumber: index + 1,
        question,
        numberOfDecimals: 0,
        requiredFlag: index === 0,
        inactiveFlag: false,
      });
    }
  }
};

/** What a question with a list may be answered with. */
export const questionValues: Maker = (ground, add) => {
  for (const { id, record } of ground.stored('/company/configurations/types/{}/questions')) {
    for (const [index, value] of valuesOf(String(record['question'])).entries()) {
      add(id, {
        configurationType: record['configurationType'],
        question: ground.reference('ConfigurationTypeQuestionReference', record),
        value,
        defaultFlag: index === 0,
        inactiveFlag: false,
      });
    }
  }
};

/** Only some of the authored questions have a list. */
export function listOf(question: {
  question: string;
  values?: readonly string[];
}): readonly string[] {
  return question.values ?? [];
}

function valuesOf(question: string): readonly string[] {
  for (const { questions } of authored.types) {
    const found = questions.find((one) => one.question === question);
    if (found !== undefined) return listOf(found);
  }
  return [];
}

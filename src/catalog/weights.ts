/**
 * How much each sign counts in a search. Set by hand and by `npm run bench:search` on several labelled sets;
 * the scale is free, only proportions matter.
 */
export const weights = {
  /** A word in the name of a resource, in what it belongs to, its category and module. */
  name: 2.5,
  owner: 2,
  category: 1.25,
  module: 0.5,
  /** A word of a gloss: people say it of this resource. */
  gloss: 1.3,
  /** The same where the word is also in the names of resources: those are likelier meant. */
  glossOfName: 0.9,
  /** A word that only fields have: it places a record without naming it. */
  field: 0.1,
  /** Words after `of`, `on`, `for` …, and in a clause that only says more about the thing. */
  beside: 0.5,
  clause: 0.15,
  /** A word such as `list` in a query of two words, where it may be meant. */
  silent: 0.3,
  /** What a resource keeps when little of the query, of its name, or of its owner's name was met. */
  unanswered: 0.2,
  unnamed: 0.4,
  unowned: 0.4,
  /** A gloss that answers this part of a query stands for the name, at most so far. */
  glossedName: { slope: 2.25, most: 0.8 },
  /** An action that was named, over what it acts on. */
  action: 1.75,
  glossedAction: 0.7,
  /** The well-known resources have many below them; a deep one is less likely meant. */
  family: 0.03,
  depth: 0.06,
  /** The most that use adds. */
  usage: 0.08,
} as const;

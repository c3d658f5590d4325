import type { Assistant } from './assistant.js';
import type { Change, Records } from './records.js';

/** A wish as people give it to an assistant, how a careful one meets it, and what is right. */
export interface Task {
  said: string;
  /** What is called, each step from the answers before it; gives what the person is told. */
  play: (assistant: Assistant) => Promise<unknown>;
  /** What the person should be told, from the records themselves. */
  answer?: (records: Records, now: Date) => unknown;
  /** What should be written, and nothing else. */
  changes?: (before: Records) => Expected[];
  /** What the person at a client that can ask says to a write; nobody is asked where it is left out. */
  person?: 'agrees' | 'declines';
  /** Most calls; six unless given. */
  most?: number;
}

export interface Expected extends Omit<Change, 'id'> {
  /** Any id unless given. */
  id?: number;
  /** Members of the record afterwards, by path. */
  holds?: Record<string, unknown>;
}

import { memoryTasks } from './memory-tasks.js';
import { officeReads } from './office-reads.js';
import type { Task } from './task.js';
import { ticketReads } from './ticket-reads.js';
import { writes } from './writes.js';

/** What people ask an assistant for, in the order in which it is played. */
export const tasks: readonly Task[] = [...ticketReads, ...officeReads, ...writes, ...memoryTasks];

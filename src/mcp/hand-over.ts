import type { ToolCall } from './tool.js';

/** A call that another one goes on with: it stops when that is given up, and tells that how far it has come. */
export interface HandOver {
  call: ToolCall;
  /** Nobody stops it any more until somebody takes it on. */
  letGo: () => void;
  takeOn: (next: ToolCall) => void;
}

/** What `first` begins and a later call may finish. */
export function handOver(first: ToolCall): HandOver {
  const stop = new AbortController();
  let current: ToolCall | undefined;
  const onAbort = (): void => stop.abort(current?.signal.reason);
  const letGo = (): void => {
    current?.signal.removeEventListener('abort', onAbort);
    current = undefined;
  };
  const takeOn = (next: ToolCall): void => {
    letGo();
    current = next;
    if (next.signal.aborted) onAbort();
    else next.signal.addEventListener('abort', onAbort, { once: true });
  };
  takeOn(first);
  const call: ToolCall = {
    signal: stop.signal,
    progress: (step, done) => current?.progress(step, done),
    tell: (level, text) => current?.tell(level, text),
    noteRow: (outcome) => current?.noteRow?.(outcome),
  };
  return { call, letGo, takeOn };
}

import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { refuseLeaks, secretsOf } from './canary.js';
import { runCwm, type Run, type RunOptions } from './run-cwm.js';

export interface McpClientOptions extends Omit<RunOptions, 'conversation' | 'signal'> {
  /** Flags of `mcp serve`, such as `--profile sandbox`. */
  flags?: readonly string[];
  capabilities?: Record<string, unknown>;
  protocolVersion?: string;
  /** Answers what the server asks: the result, or an error to send. Nobody answers where it is left out. */
  answer?: (asked: Frame) => Promise<Answer> | Answer;
}

/** A JSON-RPC message, whatever is in it. */
export interface Frame {
  jsonrpc: '2.0';
  id?: number | string;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { code: number; message: string; data?: unknown };
}

export type Answer = { result: Record<string, unknown> } | { error: Required<Frame>['error'] };

export interface ToolResult {
  isError: boolean;
  text: string;
  structured: Record<string, unknown>;
}

export interface McpClient {
  /** What the server said of itself. */
  welcome: Record<string, unknown>;
  /** Sends a request; `id` is there at once, for whoever wants to cancel it. */
  send: (method: string, params?: Record<string, unknown>) => { id: number; ended: Promise<Frame> };
  /** Sends a request and gives its result. Throws for a protocol error. */
  request: (method: string, params?: Record<string, unknown>) => Promise<Record<string, unknown>>;
  tool: (name: string, input?: Record<string, unknown>) => Promise<ToolResult>;
  notify: (method: string, params?: Record<string, unknown>) => void;
  /** Writes a line as it is. */
  write: (line: string) => void;
  /** Everything that came, in order: requests and notifications of the server too. */
  frames: readonly Frame[];
  /** Lines that were no JSON. */
  strays: readonly string[];
  /** Ends the server's standard input and gives what its run left. */
  end: () => Promise<Run>;
}

/** A client that talks to `cwm mcp serve` in this process, and was welcomed by it. */
export async function mcpClient(options: McpClientOptions = {}): Promise<McpClient> {
  const { flags = [], capabilities = {}, protocolVersion = '2025-11-25', answer, ...run } = options;
  const input = new PassThrough();
  const output = new PassThrough();
  const frames: Frame[] = [];
  const strays: string[] = [];
  const lines: string[] = [];
  const waiting = new Map<number | string, (frame: Frame) => void>();
  const write = (line: string): void => {
    if (input.writable) input.write(`${line}\n`);
  };
  const post = (frame: Omit<Frame, 'jsonrpc'>) =>
    write(JSON.stringify({ jsonrpc: '2.0', ...frame }));
  createInterface({ input: output }).on('line', (line) => {
    lines.push(line);
    const frame = parseFrame(line);
    if (frame === undefined) {
      strays.push(line);
      return;
    }
    frames.push(frame);
    const { id, method } = frame;
    if (id === undefined) return;
    if (method === undefined) waiting.get(id)?.(frame);
    else void Promise.resolve(answer?.(frame)).then((given) => given && post({ id, ...given }));
  });
  const running = runCwm(['mcp', 'serve', ...flags], { ...run, conversation: { input, output } });
  const end = async (): Promise<Run> => {
    input.end();
    const ended = await running;
    refuseLeaks('what the assistant got', lines.join('\n'), secretsOf(run.env));
    return ended;
  };
  onTestFinished(async () => {
    await end();
  });

  let last = 0;
  const send: McpClient['send'] = (method, params = {}) => {
    const id = ++last;
    const ended = new Promise<Frame>((resolve, reject) => {
      waiting.set(id, resolve);
      running.then(
        ({ code, stderr }) => reject(new Error(`the server ended with ${code}: ${stderr}`)),
        reject,
      );
    });
    // One that is cancelled is never answered, and nobody waits for it.
    ended.catch(() => undefined);
    post({ id, method, params });
    return { id, ended };
  };
  const request: McpClient['request'] = async (method, params) => {
    const { result, error } = await send(method, params).ended;
    if (result === undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  };
  const notify: McpClient['notify'] = (method, params = {}) => post({ method, params });
  const clientInfo = { name: 'test', version: '1' };
  const welcome = await request('initialize', { protocolVersion, capabilities, clientInfo });
  notify('notifications/initialized');
  const tool: McpClient['tool'] = async (name, given = {}) =>
    toToolResult(await request('tools/call', { name, arguments: given }));
  return { welcome, send, request, tool, notify, write, frames, strays, end };
}

function parseFrame(line: string): Frame | undefined {
  try {
    return JSON.parse(line) as Frame;
  } catch {
    return undefined;
  }
}

function toToolResult(result: Record<string, unknown>): ToolResult {
  const { isError = false, content, structuredContent = {} } = result;
  const blocks = content as { text?: string }[];
  return {
    isError: isError === true,
    text: blocks.map(({ text = '' }) => text).join('\n'),
    structured: structuredContent as Record<string, unknown>,
  };
}

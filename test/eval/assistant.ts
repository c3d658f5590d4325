import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { JsonRecord } from '../../src/text/records.js';
import type { McpClient, ToolResult } from '../support/mcp-client.js';

/** What was said in a task, in tokens. */
export interface Spent {
  calls: number;
  sent: number;
  /** Answers as text, and as structuredContent. */
  text: number;
  structured: number;
  /** The longest answer, either way. */
  longest: number;
}

export interface Hit {
  method: string;
  path: string;
  summary: string;
  suggested?: { path: string; params?: JsonRecord };
}

export interface Listed {
  records: JsonRecord[];
  total?: number;
  next_cursor?: string;
  has_more: boolean;
  reused?: string;
}

export interface Preview {
  request: string;
  token: string;
  text: string;
}

/** Calls tools as a careful assistant does, and reads only what they answer. */
export class Assistant {
  readonly spent: Spent = { calls: 0, sent: 0, text: 0, structured: 0, longest: 0 };
  readonly #client: McpClient;
  readonly now: () => Date;

  constructor(client: McpClient, now: () => Date) {
    this.#client = client;
    this.now = now;
  }

  /** A call of any tool, which may fail. */
  async tool(name: string, input: JsonRecord = {}): Promise<ToolResult> {
    const answer = await this.#client.tool(name, input);
    const text = countTokens(answer.text);
    const structured = countTokens(JSON.stringify(answer.structured));
    const { spent } = this;
    spent.calls += 1;
    spent.sent += countTokens(`${name} ${JSON.stringify(input)}`);
    spent.text += text;
    spent.structured += structured;
    spent.longest = Math.max(spent.longest, text, structured);
    return answer;
  }

  async #done(name: string, input: JsonRecord): Promise<JsonRecord> {
    const { isError, text, structured } = await this.tool(name, input);
    if (isError) throw new Error(`${name} ${JSON.stringify(input)}: ${text}`);
    return structured;
  }

  /** Looks for the endpoint of a task in plain words; gives the first hit of a method that reads like it. */
  async find(query: string, method: string, summary = /./): Promise<Hit> {
    const { results } = await this.#done('natural_language_api_search', { query });
    return choose(results as Hit[], method, summary);
  }

  /** The same by keywords. */
  async search(query: string, method: string, summary = /./): Promise<Hit> {
    const { results } = await this.#done('search_api_endpoints', { query });
    return choose(results as Hit[], method, summary);
  }

  /** Reads how an endpoint is called, and makes sure that it tells what the call will need. */
  async describe({ path, method }: Hit, needed: readonly string[]): Promise<JsonRecord> {
    const details = await this.#done('get_api_endpoint_details', { path, method });
    const told = JSON.stringify(details);
    for (const one of needed)
      if (!told.includes(`"${one}"`)) throw new Error(`${method} ${path} does not tell of ${one}`);
    return details;
  }

  async list(path: string, params?: JsonRecord, cursor?: string): Promise<Listed> {
    const given = { path, ...(params && { params }), ...(cursor !== undefined && { cursor }) };
    return (await this.#done('execute_api_call', given)) as unknown as Listed;
  }

  async get(path: string, params?: JsonRecord): Promise<JsonRecord> {
    const answer = await this.#done('execute_api_call', { path, ...(params && { params }) });
    return answer['record'] as JsonRecord;
  }

  /** Prepares a write, by any of the tools that can. */
  async prepare(input: JsonRecord, name = 'execute_api_call'): Promise<Preview> {
    const answer = await this.tool(name, input);
    const { status, request, token } = answer.structured;
    if (status !== 'needs_confirmation') throw new Error(`no preview: ${answer.text}`);
    return { request: String(request), token: String(token), text: answer.text };
  }

  async confirm({ request, token }: Preview): Promise<ToolResult> {
    return await this.tool('confirm_api_write', { token, request });
  }

  /** Prepares a write and sends it. */
  async write(input: JsonRecord, name?: string): Promise<JsonRecord> {
    const answer = await this.confirm(await this.prepare(input, name));
    if (answer.isError) throw new Error(`not sent: ${answer.text}`);
    return (answer.structured['record'] ?? {}) as JsonRecord;
  }
}

function choose(hits: readonly Hit[], method: string, summary: RegExp): Hit {
  const found = hits.find((one) => one.method === method && summary.test(one.summary));
  if (found === undefined)
    throw new Error(`no ${method} ${summary} among ${hits.map((one) => one.summary).join('; ')}`);
  return found;
}

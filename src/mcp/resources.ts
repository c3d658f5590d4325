import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { CwmError } from '../errors/errors.js';
import { toJson } from '../text/json.js';
import { cleanJson } from './clean.js';
import { keptEntries, keptEntry, pageOf } from './kept.js';
import type { Extra, notifier } from './notify.js';
import type { Session } from './session.js';
import type { Tool, ToolCall } from './tool.js';

export const endpointTemplate = 'cwm://endpoint/{method}/{path}';
export const memoryTemplate = 'cwm://memory/{slug}';
const categoriesUri = 'cwm://categories';
const mimeType = 'application/json';

/** Of the specification: no resource has this address. */
const notFound = -32002;

/** What a client can put into a conversation by itself: endpoints, their categories, and the calls that are kept. */
export function offerResources(
  server: Server,
  tools: readonly Tool[],
  session: Session,
  notify: ReturnType<typeof notifier>,
): void {
  const callOf = (extra: Extra): ToolCall => ({ signal: extra.signal, ...notify(extra) });
  server.setRequestHandler(ListResourcesRequestSchema, async ({ params }, extra) => {
    const entries = await keptEntries(session, callOf(extra));
    const kept = entries.map(({ slug, description, method, path }) => ({
      uri: `cwm://memory/${encodeURIComponent(slug)}`,
      name: slug,
      title: description,
      description: `${method} ${path}`,
      mimeType,
    }));
    const { page, ...more } = pageOf([categories, ...kept], params?.cursor);
    return cleanJson({ resources: [...page], ...more }).value;
  });
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [endpoint, memory],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }, extra) => {
    const value = await read(uri, tools, session, callOf(extra)).catch((error: unknown) => {
      throw error instanceof CwmError && error.code === 'not_found' ? missing(uri) : error;
    });
    if (value === undefined) throw missing(uri);
    return { contents: [{ uri, mimeType, text: toJson(cleanJson(value).value) }] };
  });
}

const categories = {
  uri: categoriesUri,
  name: 'categories',
  title: 'Categories',
  description: 'All categories of endpoints by module, with the number of endpoints in each',
  mimeType,
};

const endpoint = {
  uriTemplate: endpointTemplate,
  name: 'endpoint',
  title: 'An endpoint',
  description: 'Its parameters, its body, and what it answers: cwm://endpoint/GET/service/tickets',
  mimeType,
};

const memory = {
  uriTemplate: memoryTemplate,
  name: 'memory',
  title: 'A kept call',
  description: 'A call of Fast Memory with its parameters and body',
  mimeType,
};

/** What stands at an address; undefined for nothing. */
async function read(
  uri: string,
  tools: readonly Tool[],
  session: Session,
  toolCall: ToolCall,
): Promise<unknown> {
  const answer = async (name: string, input: Record<string, unknown>) =>
    (await tools.find((tool) => tool.name === name)?.run(input, session, toolCall))?.structured;
  if (uri === categoriesUri) return await answer('list_api_categories', {});
  const [, kind, rest] = /^cwm:\/\/(endpoint|memory)\/(.+)$/.exec(uri) ?? [];
  const name = rest === undefined ? undefined : decoded(rest);
  if (name === undefined) return undefined;
  if (kind === 'memory') return await keptEntry(name, session, toolCall);
  const [method = '', ...path] = name.split('/').filter(Boolean);
  if (path.length === 0) return undefined;
  const input = { method: method.toUpperCase(), path: `/${path.join('/')}` };
  return await answer('get_api_endpoint_details', input);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function missing(uri: string): McpError {
  return new McpError(notFound, 'There is no such resource.', { uri });
}

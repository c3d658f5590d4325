import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CompleteRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Catalog } from '../catalog/catalog.js';
import { methods } from '../catalog/model.js';
import { placeholdersOf } from '../memory/placeholders.js';
import { keptEntries } from './kept.js';
import type { notifier } from './notify.js';
import { endpointTemplate, memoryTemplate } from './resources.js';
import type { Session } from './session.js';

/** The most that one answer may hold. */
const most = 100;

/** What a person may be about to write into a resource's address or a prompt's argument. */
export function offerCompletions(
  server: Server,
  session: Session,
  notify: ReturnType<typeof notifier>,
): void {
  server.setRequestHandler(CompleteRequestSchema, async ({ params }, extra) => {
    const toolCall = { signal: extra.signal, ...notify(extra) };
    const { ref, argument, context } = params;
    const values = async (): Promise<readonly string[]> => {
      if (ref.type === 'ref/prompt') {
        const entry = (await keptEntries(session, toolCall)).find(({ slug }) => slug === ref.name);
        const asked = entry && placeholdersOf(entry).find(({ name }) => name === argument.name);
        return asked?.default === undefined ? [] : [asked.default];
      }
      if (ref.uri === memoryTemplate && argument.name === 'slug')
        return (await keptEntries(session, toolCall)).map(({ slug }) => slug);
      if (ref.uri !== endpointTemplate) return [];
      if (argument.name === 'method') return methods;
      if (argument.name !== 'path') return [];
      const { services } = session.run(toolCall);
      return pathsBelow(await services.catalog(), argument.value, context?.arguments?.['method']);
    };
    const start = argument.value.toLowerCase();
    const found = (await values()).filter((value) => value.toLowerCase().startsWith(start));
    return {
      completion: {
        values: found.slice(0, most),
        total: found.length,
        hasMore: found.length > most,
      },
    };
  });
}

/** Paths as far as the segment that is being written: `service/ti` → `service/tickets`, not everything below it. */
function pathsBelow(catalog: Catalog, written: string, method: string | undefined): string[] {
  const slash = written.startsWith('/') ? '/' : '';
  const depth = written.slice(slash.length).split('/').length;
  const wanted = method?.toUpperCase();
  const paths = catalog
    .all()
    .filter((endpoint) => wanted === undefined || endpoint.method === wanted)
    .map(
      ({ path }) =>
        slash +
        path
          .split('/')
          .slice(1, depth + 1)
          .join('/'),
    );
  return [...new Set(paths)].sort();
}

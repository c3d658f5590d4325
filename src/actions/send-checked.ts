import type { ApiRequest } from '../api/request.js';
import type { Endpoint } from '../catalog/model.js';
import { slashPath } from '../conditions/spelling.js';
import type { Services } from '../services.js';
import { count } from './count.js';
import { one, type Result } from './define.js';
import type { Division } from './divide.js';
import { listParts } from './list-parts.js';
import { list } from './list.js';
import { columnsOf, send } from './send.js';
import { prepareWrite } from './write.js';

interface Request {
  request: ApiRequest;
  endpoint: Endpoint;
  dryRun: boolean;
  notes: readonly string[];
}

/** All that is needed to send a call that was checked. */
export type Checked =
  | (Request & { kind: 'count' })
  | (Request & {
      kind: 'call';
      /** What a list is divided into whose filter is too long for one URL. */
      division?: Division;
      /** Whether the pages of a list are followed, up to the limit. */
      isWhole: boolean;
      limit: number | undefined;
      concurrency: number;
      /** The page of a list that was asked for. */
      page: number | undefined;
      columns: readonly string[] | undefined;
      /** In the server's spelling. */
      unlessExists: string | undefined;
      check: boolean;
    });

/** What sends a checked call. It holds nothing else of it: of many rows, all wait to be sent. */
export function sender(checked: Checked): (services: Services) => Promise<Result> {
  return async (services) => {
    if (checked.kind === 'count') return await count(checked, services);
    const { division, isWhole, page, columns, unlessExists, notes } = checked;
    if (division !== undefined && unlessExists === undefined)
      return await listParts({ ...checked, division, onePage: !isWhole }, services);
    if (isWhole) return await list(checked, services);
    const fields = columns?.map(slashPath).join(',');
    const { existing, ...ready } = await prepareWrite({ ...checked, fields }, services);
    if (existing !== undefined) {
      const catalog = await services.catalog();
      return one<unknown>(existing, columns ?? columnsOf(catalog, checked.endpoint));
    }
    const nextPage = (next: number) =>
      page === undefined ? '--all or --limit n' : `--page ${next}, --all or --limit n`;
    const said = [...notes, ...ready.notes];
    return await send({ ...checked, ...ready, notes: said, columns, nextPage }, services);
  };
}

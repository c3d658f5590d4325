import type { ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { listOf } from '../catalog/record-shape.js';
import type { Services } from '../services.js';
import { divide, isTooLong, type Division } from './divide.js';
import { searchFor, toSearch } from './search-body.js';

/** A request, and what a dry run says of it. */
interface Fitting {
  request: ApiRequest;
  endpoint: Endpoint;
  dryRun: boolean;
  notes: readonly string[];
}

/**
 * A list whose filter is too long for a URL as a search by POST where it has one, else with what it is divided into.
 * Throws UsageError where neither can be done. All other requests stay as they are.
 */
export function fitUrl(
  given: Fitting,
  catalog: Catalog,
  { report }: Services,
): Fitting & { division?: Division } {
  const { request, endpoint, dryRun, notes } = given;
  const isList = listOf(catalog, endpoint)?.id === endpoint.id;
  if (!isList || !isTooLong(request.target)) return given;
  const search = searchFor(catalog, endpoint);
  const searching = search === undefined ? undefined : toSearch(search, request);
  // A search does not help where the fields are what is too long.
  if (search !== undefined && searching !== undefined && !isTooLong(searching.target)) {
    const note = `The filter is too long for the URL of GET ${endpoint.path}: it is sent in the body of a search, which only reads.`;
    if (!dryRun) report.note(note);
    return { request: searching, endpoint: search, dryRun, notes: [...notes, note] };
  }
  const division = divide(catalog, endpoint, request.target);
  const [target = '', ...others] = division.targets;
  if (others.length === 0) return { ...given, request: { ...request, target } };
  return { ...given, division };
}

import type { ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { shapeFor } from '../catalog/record-shape.js';
import { allFindings } from '../conditions/check/findings.js';
import { spokenFaults } from '../conditions/fault.js';
import { sentTexts } from './sent-filters.js';

/** Whatever looks wrong in a request that is sent exactly as written, a line each. */
export function doubtsAbout(request: ApiRequest, catalog: Catalog, endpoint: Endpoint): string[] {
  const shapes = shapeFor(catalog, endpoint);
  return sentTexts(request).flatMap(({ name, text }) =>
    spokenFaults(name, allFindings(name, text, shapes(name))),
  );
}

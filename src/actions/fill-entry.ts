import { fieldAt } from '../api/field-path.js';
import { typedValue } from '../api/typed-value.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { shapeFor } from '../catalog/record-shape.js';
import { resolveEndpoint } from '../catalog/resolve.js';
import { unknownRecords } from '../conditions/shape.js';
import type { SavedCall } from '../memory/entry.js';
import { fillCall, type Places } from '../memory/fill.js';
import { templateOf } from '../memory/placeholders.js';
import type { Services } from '../services.js';
import { isRecord } from '../text/records.js';
import { bodyShape } from './call-body.js';

/** A kept call with its placeholders filled by the values given, else by their defaults, typed by its endpoint. */
export async function filledCall(
  call: SavedCall,
  values: Readonly<Record<string, string>>,
  services: Pick<Services, 'catalog'>,
): Promise<SavedCall> {
  const catalog = await services.catalog();
  const { endpoint } = resolveEndpoint(catalog, templateOf(call.path), call.method, false);
  const shapes = shapeFor(catalog, endpoint);
  return fillCall(call, values, {
    // A custom field has a caption and a value, whatever its record has.
    shapeFor: (name) => (name === 'customFieldConditions' ? unknownRecords : shapes(name)),
    typed: typedIn(call.data, catalog, endpoint),
  });
}

/** What gives a value of the body the type of its field; text where nobody knows the field. */
function typedIn(data: unknown, catalog: Catalog, endpoint: Endpoint): Places['typed'] {
  const shape = bodyShape(catalog, endpoint);
  const pathTo = (names: readonly string[]): string | undefined => {
    if (!shape.patch) return names.slice(Array.isArray(data) ? 1 : 0).join('/');
    const [index = '', member, ...rest] = names;
    const operation: unknown = Array.isArray(data) ? data[Number(index)] : undefined;
    const path = isRecord(operation) ? operation['path'] : undefined;
    return member === 'value' && typeof path === 'string' ? [path, ...rest].join('/') : undefined;
  };
  return (names, text, said) => {
    const path = pathTo(names);
    const place = path === undefined ? undefined : fieldAt(path, shape);
    if (place === undefined) return text;
    const { field, isElement } = place;
    const members = field.schema === undefined ? [] : catalog.fields(field.schema);
    const hint = `Give it another value: --set ${said.slice(1, -1)}=…`;
    return typedValue({ written: said, text, field, isElement, members, hint });
  };
}

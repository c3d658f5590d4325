import type { Endpoint } from '../catalog/model.js';
import { shapeFor, takesConditions } from '../catalog/record-shape.js';
import { spellParameter, type Spell } from '../conditions/parameters.js';
import type { Services } from '../services.js';
import type { CallInput } from './call-params.js';
import { dateExpander } from './relative-dates.js';

/** What checks the value of a query parameter and puts it into the server's spelling, its dates replaced. */
export async function speller(
  input: CallInput,
  endpoint: Endpoint,
  services: Services,
): Promise<Spell> {
  const catalog = await services.catalog();
  const expand = await dateExpander(input, endpoint, services);
  // A request is put together twice where a name is looked up.
  const said = new Set<string>();
  const how = {
    check: input.check,
    shapeFor: shapeFor(catalog, endpoint),
    expand,
    warn(text: string) {
      if (!said.has(text)) services.report.warn(text);
      said.add(text);
    },
  };
  const ignores = !takesConditions(catalog, endpoint);
  return (name, value, said) => {
    if (ignores && conditionNames.includes(name))
      how.warn(`${endpoint.method} ${endpoint.path} takes no conditions; they may be ignored.`);
    return spellParameter(name, value, how, said);
  };
}

const conditionNames: readonly string[] = [
  'conditions',
  'childConditions',
  'customFieldConditions',
];

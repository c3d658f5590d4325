import type { Match } from '../catalog/catalog.js';
import { ApiFault, type Answer } from './answer.js';
import type { SandboxRequest, World } from './handle.js';

/** An answer made from the endpoint's schema alone, for what nothing else simulates. */
export function exampleAnswer(request: SandboxRequest, { endpoint }: Match, _world: World): Answer {
  throw new ApiFault(
    400,
    'SandboxUnsupported',
    `The sandbox does not simulate ${request.method} ${endpoint.path} yet.`,
  );
}

import type { ServerSettings } from './session.js';
import type { Tool } from './tool.js';
import { callTools } from './tools/calls.js';
import { endpointTools } from './tools/endpoints.js';
import { memoryTools } from './tools/memory.js';
import { searchTools } from './tools/search.js';

/** The tools of a server, in the order in which clients list them. One that only reads does not offer to write. */
export function toolsFor(settings: ServerSettings): readonly Tool[] {
  const tools = [
    ...searchTools,
    ...endpointTools,
    ...callTools(settings),
    ...memoryTools(settings),
  ];
  return settings.readOnly ? tools.filter(({ name }) => name !== 'confirm_api_write') : tools;
}

#!/usr/bin/env node
// Old client configurations start the MCP server as `node <folder>/bin/server.js`.
await import('./cwm-api-gateway-mcp.js');

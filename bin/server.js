#!/usr/bin/env node
// Old client configurations start the MCP server as `node <folder>/bin/server.js`.
require('./cwm-api-gateway-mcp.js');

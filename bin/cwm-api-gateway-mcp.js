#!/usr/bin/env node
// `cwm mcp serve` under the name that configurations written for the Python gateway have.
process.argv.splice(2, 0, 'mcp', 'serve');
require('./cwm.js');

#!/usr/bin/env node
// Starts the built main (npm run build). CommonJS, like the bundle: Node starts it faster.
require('./check-node.js');
// Node 22.1 and newer keep compiled code between runs; older ones have no such function.
require('node:module').enableCompileCache?.();
const { main } = require('../dist/main.cjs');

main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});

#!/usr/bin/env node
// Starts the built main (npm run build). CommonJS, like the bundle: Node starts it faster.
require('./check-node.js');
const { main } = require('../dist/main.cjs');

main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});

#!/usr/bin/env node
// Starts the built main (npm run build). CommonJS, like the bundle: Node starts it faster.
require('./check-node.js');
// Node 22.1 and newer keep compiled code between runs; older ones have no such function.
require('node:module').enableCompileCache?.();

start().catch((error) => {
  const isUnbuilt = error.code === 'MODULE_NOT_FOUND' && error.message.includes('dist');
  const cure = isUnbuilt ? 'This copy is not built: npm run build' : 'Please report this.';
  process.stderr.write(`cwm could not start: ${error.message.split('\n')[0]}\n${cure}\n`);
  process.exitCode = 1;
});

async function start() {
  const { main, showUncaught } = require('../dist/main.cjs');
  const argv = process.argv.slice(2);
  // Something else may keep the process alive, and its result cannot be trusted any more: end it here.
  process.once('uncaughtException', (error) => {
    showUncaught(error, argv).then(
      (code) => process.exit(code),
      () => process.exit(1),
    );
  });
  process.exitCode = await main(argv);
}

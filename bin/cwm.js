#!/usr/bin/env node
// Checks the Node version before anything that needs it is loaded, then runs the built main.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`cwm needs Node 20.19 or newer; this is ${process.versions.node}.\nInstall a current Node from nodejs.org.\n`);
  process.exitCode = 2;
} else {
  const { main } = await import('../dist/main.js');
  process.exitCode = await main(process.argv.slice(2));
}

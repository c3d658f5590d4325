// Ends with a clear message where Node is too old for what is loaded after it.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `cwm needs Node 20.19 or newer; this is ${process.versions.node}.\nInstall a current Node from nodejs.org.\n`,
  );
  process.exit(2);
}

// Reads, writes or removes one entry of the system's keyring and ends. It is a process of its own: a keyring that hangs
// blocks whoever asks it, timers and all, so that only a process that can be ended may ask. The request comes by
// standard input, since the words of a command line can be seen by others.
let request = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => (request += text));
process.stdin.on('end', () => {
  process.stdout.write(JSON.stringify(answer(JSON.parse(request))));
});

/** `{ found }` is null where there is no such entry, `{ problem }` says why the keyring cannot be used. */
function answer({ does, service, profile, text }) {
  try {
    const { Entry } = require('@napi-rs/keyring');
    const entry = new Entry(service, profile);
    if (does === 'write') entry.setPassword(text);
    if (does === 'remove' && entry.getPassword() !== null) entry.deletePassword();
    return { found: does === 'read' ? entry.getPassword() : null };
  } catch (error) {
    const isMissing = error.code === 'MODULE_NOT_FOUND';
    return { problem: isMissing ? 'is not installed' : `cannot be used: ${error.message}` };
  }
}

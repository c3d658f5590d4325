import type { Branch } from '../src/cli/tree.js';

/** The command tree: path = command name, one file each. `cwm --help` loads nothing else. */
export const commands: readonly Branch[] = [
  {
    name: 'search',
    summary: 'Find endpoints by keyword, name or plain sentence',
    load: () => import('./search.js'),
  },
  {
    name: 'categories',
    summary: "List the categories, or with a name that category's endpoints",
    load: () => import('./categories.js'),
  },
  {
    name: 'describe',
    summary: 'Show parameters, body, response, related endpoints and a runnable example',
    load: () => import('./describe.js'),
  },
  { name: 'call', summary: 'Call an endpoint', load: () => import('./call.js') },
  {
    name: 'raw',
    summary: 'Send a request exactly as written: METHOD /path?query {body}',
    load: () => import('./raw.js'),
  },
  {
    name: 'ask',
    summary: 'Turn a sentence into one checked call, and make it',
    load: () => import('./ask.js'),
  },
  {
    name: 'login',
    summary: 'Connect to a ConnectWise: check address and keys, and keep them as a profile',
    load: () => import('./login.js'),
  },
  {
    name: 'logout',
    summary: 'Remove a profile and its keys from this machine',
    load: () => import('./logout.js'),
  },
  {
    name: 'profile',
    summary: 'The connections of this machine: which there are, which is in force, and why',
    commands: [
      {
        name: 'list',
        summary: 'List the profiles, the sandbox among them',
        load: () => import('./profile/list.js'),
      },
      {
        name: 'use',
        summary: 'Choose the profile of commands that name none',
        load: () => import('./profile/use.js'),
      },
      {
        name: 'show',
        summary: 'Show what is in force, and where each value comes from',
        load: () => import('./profile/show.js'),
      },
    ],
  },
  {
    name: 'doctor',
    summary: 'Look at this installation: what is wrong (exit 1), and what to do about it',
    load: () => import('./doctor.js'),
  },
  {
    name: 'repl',
    summary: 'Run command after command, on a terminal or from a pipe',
    load: () => import('./repl.js'),
  },
  {
    name: 'completion',
    summary: 'Print the completion script for a shell; the one for PowerShell has Invoke-Cwm',
    load: () => import('./completion.js'),
  },
  {
    name: 'complete',
    summary: 'Print what can stand at the end of a command line, for the script of a shell',
    hidden: true,
    silent: true,
    load: () => import('./complete.js'),
  },
  {
    name: 'memory',
    summary: 'Fast Memory: calls that are kept, one word away',
    commands: [
      {
        name: 'save',
        summary: 'Keep a call under a description',
        load: () => import('./memory/save.js'),
      },
      {
        name: 'list',
        summary: 'List the calls that are kept, the most used first',
        load: () => import('./memory/list.js'),
      },
      {
        name: 'show',
        summary: 'Show one call that is kept',
        load: () => import('./memory/show.js'),
      },
      {
        name: 'run',
        summary: 'Make a call that is kept',
        load: () => import('./memory/run.js'),
      },
      {
        name: 'rename',
        summary: 'Give a kept call another description, and the name that it makes',
        load: () => import('./memory/rename.js'),
      },
      {
        name: 'delete',
        summary: 'Forget one call that is kept',
        load: () => import('./memory/delete.js'),
      },
      {
        name: 'clear',
        summary: 'Forget all calls that are kept; restore brings them back',
        load: () => import('./memory/clear.js'),
      },
      {
        name: 'restore',
        summary: 'Bring back the kept calls of a backup, in place of those that there are',
        load: () => import('./memory/restore.js'),
      },
      {
        name: 'recent',
        summary: 'List the last successful calls of the connection, or stop noting them',
        load: () => import('./memory/recent.js'),
      },
      {
        name: 'stats',
        summary: 'Show how often each endpoint was called, which search learns from',
        load: () => import('./memory/stats.js'),
      },
      {
        name: 'forget',
        summary: 'Forget what was learned from use: the counts of endpoints and the recent calls',
        load: () => import('./memory/forget.js'),
      },
      {
        name: 'export',
        summary: 'Give the calls that are kept as JSON, for colleagues or another machine',
        load: () => import('./memory/export.js'),
      },
      {
        name: 'import',
        summary: 'Take in calls that were exported, or the database of the Python gateway',
        load: () => import('./memory/import.js'),
      },
    ],
  },
  {
    name: 'catalog',
    summary: 'Build, check or reset the catalog of endpoints',
    commands: [
      {
        name: 'build',
        summary: 'Build the catalog from a ConnectWise OpenAPI definition',
        load: () => import('./catalog/build.js'),
      },
      {
        name: 'info',
        summary: 'Show statistics of the catalog in force and check it',
        load: () => import('./catalog/info.js'),
      },
      {
        name: 'reset',
        summary: 'Go back to the bundled catalog',
        load: () => import('./catalog/reset.js'),
      },
    ],
  },
  {
    name: 'sandbox',
    summary: 'A ConnectWise on this machine, for other clients too',
    commands: [
      {
        name: 'serve',
        summary: 'Serve a ConnectWise on this machine until stopped',
        load: () => import('./sandbox/serve.js'),
      },
      {
        name: 'reset',
        summary: 'Forget what was written to the sandbox and begin anew',
        load: () => import('./sandbox/reset.js'),
      },
      {
        name: 'status',
        summary: 'Show what the sandbox holds and who serves it',
        load: () => import('./sandbox/status.js'),
      },
    ],
  },
  {
    name: 'mcp',
    summary: 'Serve assistants over the Model Context Protocol',
    hidden: false,
    commands: [
      {
        name: 'serve',
        summary: 'Serve assistants over the Model Context Protocol',
        load: () => import('./mcp/serve.js'),
      },
      {
        name: 'install',
        summary: 'Have an assistant start cwm: write its configuration',
        load: () => import('./mcp/install.js'),
      },
    ],
  },
];

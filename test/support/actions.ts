import type { Action } from '../../src/actions/define.js';
import { ask } from '../../src/actions/ask.js';
import { call } from '../../src/actions/call.js';
import { catalogBuild, catalogInfo, catalogReset } from '../../src/actions/catalog.js';
import { categories } from '../../src/actions/categories.js';
import { completion } from '../../src/actions/completion.js';
import { describe } from '../../src/actions/describe.js';
import { doctor } from '../../src/actions/doctor.js';
import { login } from '../../src/actions/login.js';
import { logout } from '../../src/actions/logout.js';
import { mcpInstall } from '../../src/actions/mcp-install.js';
import { memoryExport } from '../../src/actions/memory-export.js';
import { memoryImport } from '../../src/actions/memory-import.js';
import { memoryClear } from '../../src/actions/memory-clear.js';
import { memoryRestore } from '../../src/actions/memory-restore.js';
import { memoryDelete } from '../../src/actions/memory-delete.js';
import { memoryForget } from '../../src/actions/memory-forget.js';
import { memoryList } from '../../src/actions/memory-list.js';
import { memoryRecent } from '../../src/actions/memory-recent.js';
import { memoryRename } from '../../src/actions/memory-rename.js';
import { memoryRun } from '../../src/actions/memory-run.js';
import { memorySave } from '../../src/actions/memory-save.js';
import { memoryShow } from '../../src/actions/memory-show.js';
import { memoryStats } from '../../src/actions/memory-stats.js';
import { profileList } from '../../src/actions/profile-list.js';
import { profileShow } from '../../src/actions/profile-show.js';
import { profileUse } from '../../src/actions/profile-use.js';
import { raw } from '../../src/actions/raw.js';
import { repl } from '../../src/actions/repl.js';
import { sandboxReset } from '../../src/actions/sandbox-reset.js';
import { sandboxServe } from '../../src/actions/sandbox-serve.js';
import { sandboxStatus } from '../../src/actions/sandbox-status.js';
import { search } from '../../src/actions/search.js';

/** Every action, for tests over all of them. */
export const actions: readonly Pick<Action, 'name' | 'summary' | 'params'>[] = [
  search,
  categories,
  describe,
  call,
  raw,
  ask,
  doctor,
  login,
  logout,
  profileList,
  profileUse,
  profileShow,
  repl,
  completion,
  mcpInstall,
  memoryExport,
  memoryImport,
  memorySave,
  memoryList,
  memoryShow,
  memoryRun,
  memoryRename,
  memoryDelete,
  memoryClear,
  memoryRestore,
  memoryRecent,
  memoryStats,
  memoryForget,
  catalogBuild,
  catalogInfo,
  catalogReset,
  sandboxServe,
  sandboxReset,
  sandboxStatus,
];

import type { JsonRecord } from '../../text/records.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { projectRecord } from '../query.js';
import { fieldsOf } from '../read.js';
import { collections } from '../records.js';
import { securityModules } from './security-modules.js';
import { pageOfRows } from './rows.js';

export const system: Readonly<Record<string, Special>> = {
  'GET /system/info': (request, _match, world) => ({
    status: 200,
    body: projectRecord(info(world), fieldsOf(request)),
  }),
  'GET /system/myMembers': (request, _match, world) => ({
    status: 200,
    body: me(request, world, 'MyMember'),
  }),
  'GET /system/myMembers/info': (request, _match, world) => ({
    status: 200,
    body: me(request, world, 'MyMemberInfo'),
  }),
  'GET /system/mySecurity': (request, match, world) =>
    pageOfRows(request, security(world), match, world),
};

function info({ catalog }: World): JsonRecord {
  return {
    version: `v${catalog.meta('version')}.0`,
    isCloud: false,
    serverTimeZone: 'Eastern Standard Time',
    licenseBits: ['Service', 'Project', 'Sales', 'Procurement', 'Finance'].map((name) => ({
      name,
      activeFlag: true,
    })),
    cloudRegion: 'NA',
    maxWorkFlowRecordsAllowed: 2000,
  };
}

/** The member whose keys are used, with what a schema shows of it. */
function me(request: SandboxRequest, world: World, schema: string): JsonRecord {
  const record = caller(world);
  const known: JsonRecord = {
    ...record,
    fullName: `${String(record['firstName'])} ${String(record['lastName'])}`,
  };
  const shown = world.references
    .fieldsOf(schema)
    .filter(({ name }) => known[name] !== undefined && name !== 'password')
    .map(({ name }) => [name, known[name]] as const);
  return projectRecord(Object.fromEntries(shown), fieldsOf(request));
}

function caller({ store, member }: World): JsonRecord {
  return store.listBy(collections.members, 'identifier', member)[0]?.record ?? {};
}

/** A role that may do everything, function by function. */
function security(world: World): JsonRecord[] {
  const member = world.references.to('MemberReference', caller(world));
  return securityModules
    .flatMap(({ module, functions }) => functions.map((name) => ({ module, name })))
    .map(({ module, name }, index) => ({
      id: index + 1,
      addLevel: 'All',
      editLevel: 'All',
      deleteLevel: 'All',
      inquireLevel: 'All',
      moduleFunctionName: name,
      moduleFunctionDescription: name,
      myAllFlag: true,
      moduleFunctionIdentifier: name.replaceAll(/\W/g, ''),
      reportFlag: name === 'Reports',
      restrictFlag: false,
      customFlag: false,
      moduleDescription: module,
      moduleIdentifier: module.replaceAll(/\W/g, ''),
      moduleName: module,
      sortOrder: index + 1,
      member,
    }));
}

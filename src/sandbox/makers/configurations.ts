import authored from '../../../data/sandbox/configurations.json' with { type: 'json' };
import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Chance, Ground, Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { every } from './amounts.js';
import { Cast } from './cast.js';
import { listOf } from './configuration-types.js';
import { at, dayAgo, plusDays } from './days.js';
import { serialNumber } from './serial-number.js';
import { turn } from '../turn.js';

const count = 300;

/** One entry of a kind for each of its share, so that a turn through them keeps the mixture. */
const mixture = authored.types.flatMap((kind) => Array.from({ length: kind.share }, () => kind));

type Kind = (typeof mixture)[number];

/** Addresses that are kept for documentation (RFC 5737), one network a customer. */
const networks = ['192.0.2', '198.51.100', '203.0.113'];
/** So many network addresses are kept for documentation (RFC 7042): 00-00-5E-00-53-00 and on. */
const documentedMacs = 256;

export const configurations: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const questions = questionsByType(ground);
  const numbers = new Map<string, number>();
  const hosts = new Map<unknown, unknown>();
  for (let index = 0; index < count; index++) {
    const chance = ground.chance(`configuration ${index}`);
    const kind = turn(mixture, index * 7);
    const customer = cast.customer(index);
    const prefix = `${String(customer['identifier'])}-${kind.prefix}`;
    const number = (numbers.get(prefix) ?? 0) + 1;
    numbers.set(prefix, number);
    const added = add(null, {
      name: `${prefix}${String(number).padStart(2, '0')}`,
      ...whose(cast, kind, customer, index),
      ...what(ground, cast, kind, index, chance),
      ...where(index, customer),
      ...backups(ground, kind, index, chance),
      parentConfigurationId: 'hosted' in kind ? hosts.get(customer['id']) : undefined,
      questions: (questions.get(kind.name) ?? []).map((one, nth) => ({
        answerId: index * 10 + nth + 1,
        ...one,
        answer: answerTo(one, kind, index, ground),
      })),
    });
    if (kind.name === 'Server') hosts.set(customer['id'], added['id']);
  }
};

function whose(cast: Cast, kind: Kind, customer: JsonRecord, index: number): JsonRecord {
  const contact = cast.contactOf(customer, index);
  const { locationId, departmentId, location, department } = cast.home(index, customer);
  const status = turn(authored.statuses, every(11, index + 4) ? 1 + (index % 3) : 0);
  const login = `${String(customer['identifier'])}\\${String(contact?.['firstName']).toLowerCase()}`;
  return {
    type: cast.ref(
      'ConfigurationTypeReference',
      cast.named('/company/configurations/types', kind.name),
    ),
    status: cast.ref(
      'ConfigurationStatusReference',
      cast.named('/company/configurations/statuses', status.description),
    ),
    company: cast.ref('CompanyReference', customer),
    contact: cast.ref('ContactReference', contact),
    site: cast.ref('SiteReference', cast.siteOf(customer, index)),
    locationId,
    location,
    businessUnitId: departmentId,
    department,
    companyLocationId: locationId,
    lastLoginName: 'personal' in kind ? login : undefined,
    activeFlag: !status.closedFlag,
    billFlag: !every(6, index),
    sla: cast.refNth('SLAReference', '/service/SLAs', index),
  };
}

function what(ground: Ground, cast: Cast, kind: Kind, index: number, chance: Chance): JsonRecord {
  const model = turn<(typeof kind.models)[number]>(kind.models, index);
  const purchased = dayAgo(ground, chance.between(20, 1800));
  const warrantyEnd = plusDays(purchased, every(5, index) ? 5 * 365 : 3 * 365);
  const daysLeft = (warrantyEnd.getTime() - ground.origin.epoch.getTime()) / 86_400_000;
  return {
    deviceIdentifier: chance.uuid().slice(0, 23),
    serialNumber: serialNumber(chance),
    modelNumber: model.model,
    manufacturerPartNumber: `${model.model.replaceAll(/[^A-Z0-9]/g, '')}-${chance.between(10, 99)}`,
    tagNumber: `T-${10_000 + index * 7}`,
    purchaseDate: apiTime(purchased),
    installationDate: apiTime(plusDays(purchased, chance.between(3, 30))),
    installedBy: cast.ref('MemberReference', cast.member(chance)),
    warrantyExpirationDate: apiTime(warrantyEnd),
    needsRenewalFlag: daysLeft > 0 && daysLeft < 60,
    manufacturer: cast.ref(
      'ManufacturerReference',
      cast.named('/procurement/manufacturers', model.manufacturer),
    ),
    vendor: cast.ref('CompanyReference', turn(cast.vendors, index)),
    vendorNotes: every(9, index) ? `Ordered on contract ${1000 + index}` : undefined,
    notes: every(4, index) ? turn(authored.notes, index / 4) : undefined,
    osType: turn<string>(kind.os, index),
    osInfo: `${turn<string>(kind.os, index)}, build ${19_000 + (index % 7) * 131}`,
    cpuSpeed: 'cpu' in model ? model.cpu : undefined,
    ram: 'ram' in model ? model.ram : undefined,
    localHardDrives: 'drives' in model ? model.drives : undefined,
    displayVendorFlag: every(3, index),
    mobileGuid: chance.uuid(),
    _info: ground.info(plusDays(purchased, 1), 'admin', ground.daysAgo(chance.between(0, 19))),
  };
}

function where(index: number, customer: JsonRecord): JsonRecord {
  const network = turn(networks, Number(customer['id']));
  const mac = index.toString(16).toUpperCase().padStart(2, '0');
  return {
    macAddress: index < documentedMacs ? `00005E0053${mac}` : undefined,
    ipAddress: `${network}.${10 + (index % 240)}`,
    defaultGateway: `${network}.1`,
    managementLink: every(3, index) ? undefined : `https://rmm.msp.example/devices/${index + 1}`,
    remoteLink: every(4, index) ? `https://remote.msp.example/${index + 1}` : undefined,
    showRemoteFlag: every(4, index),
    showAutomateFlag: !every(3, index),
  };
}

function backups(ground: Ground, kind: Kind, index: number, chance: Chance): JsonRecord {
  if (!('backup' in kind)) return {};
  const last = dayAgo(ground, chance.between(0, 3));
  const failed = every(4, index) ? chance.between(1, 4) : 0;
  return {
    backupSuccesses: 30 - failed,
    backupIncomplete: index % 3,
    backupFailed: failed,
    backupRestores: index % 4,
    lastBackupDate: at(last, 2),
    backupServerName: `BACKUP${1 + (index % 3)}`,
    backupBillableSpaceGb: chance.between(80, 4000) / 2,
    backupProtectedDeviceList: every(2, index) ? 'C:, D:' : 'C:',
    backupYear: last.getUTCFullYear() - (index % 2),
    backupMonth: 1 + (index % 12),
  };
}

/** The questions of each type, as a configuration of that type shows them. */
function questionsByType(ground: Ground): Map<string, JsonRecord[]> {
  const byType = new Map<string, JsonRecord[]>();
  for (const { id, record } of ground.stored('/company/configurations/types/{}/questions')) {
    const { configurationType, question, sequenceNumber, numberOfDecimals } = record;
    const type = isRecord(configurationType) ? String(configurationType['name']) : '';
    byType.set(type, [
      ...(byType.get(type) ?? []),
      {
        questionId: id,
        question,
        sequenceNumber,
        numberOfDecimals,
        fieldType: record['fieldType'],
        requiredFlag: record['requiredFlag'],
      },
    ]);
  }
  return byType;
}

function answerTo(asked: JsonRecord, kind: Kind, index: number, ground: Ground): unknown {
  const question = kind.questions.find((one) => one.question === asked['question']);
  const choice = question === undefined ? [] : listOf(question);
  if (choice.length > 0) return turn(choice, index);
  switch (question?.fieldType) {
    case 'Checkbox':
      return index % 3 !== 0;
    case 'Number':
      return 1 + ((index * 37) % 48);
    case 'Date':
      return apiTime(dayAgo(ground, 200 - index));
    case 'IPAddress':
      return `203.0.113.${1 + (index % 250)}`;
    default:
      return question?.question === 'Patch window'
        ? 'Sunday 02:00 to 05:00'
        : turn(authored.rooms, index);
  }
}

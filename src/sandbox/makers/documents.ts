import { isImage, madeFile } from '../document-files.js';
import { withKeeper } from '../document-keepers.js';
import type { Add, Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';

/** Tickets from the first on that have a document, each with the next of these. */
const onTickets = [
  ['Error message', 'error-message.png'],
  ['Log of the backup', 'backup-log.txt'],
  ['Speed test', 'speed-test.txt'],
  ['Photo of the rack', 'rack.png'],
] as const;

const ticketsWithDocuments = 20;

export const documents: Maker = (ground, add) => {
  const most = Math.min(ticketsWithDocuments, ground.origin.tickets);
  for (let id = 1; id <= most; id++) {
    const [title, fileName] = onTickets[id % onTickets.length] ?? onTickets[0];
    put(ground, add, 'Ticket', id, title, fileName);
  }
  for (const { id, name } of ground.all(collections.companies).slice(0, ticketsWithDocuments)) {
    put(ground, add, 'Company', Number(id), `Site plan of ${String(name)}`, 'site-plan.png');
    put(ground, add, 'Company', Number(id), `Welcome letter for ${String(name)}`, 'welcome.txt');
  }
};

function put(
  ground: Ground,
  add: Add,
  recordType: string,
  recordId: number,
  title: string,
  fileName: string,
): void {
  const bytes = madeFile(fileName, title);
  const chance = ground.chance(`document.${recordType}.${recordId}.${fileName}`);
  const made = ground.daysAgo(chance.between(5, 300));
  const digits = Array.from({ length: 8 }, () => chance.between(0, 15).toString(16)).join('');
  const guid = `${digits}-0000-4000-8000-${String(recordId).padStart(12, '0')}`;
  add(
    null,
    withKeeper(
      {
        title,
        fileName,
        serverFileName: `${guid}${fileName.slice(fileName.lastIndexOf('.'))}`,
        owner: chance.pick(ground.all(collections.members))['identifier'],
        linkFlag: false,
        imageFlag: isImage(bytes),
        publicFlag: true,
        htmlTemplateFlag: false,
        readOnlyFlag: false,
        size: bytes.length,
        urlFlag: false,
        createdOnDate: apiTime(made),
        guid,
        _info: ground.info(made),
      },
      { recordType, recordId },
    ),
  );
}

import type { Match } from '../../catalog/path-matcher.js';
import { ApiFault, type Answer } from '../answer.js';
import { stored } from '../amend.js';
import { blankPng } from '../blank-files.js';
import { isImage } from '../document-files.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { collections } from '../records.js';
import { attachment } from './attachment.js';
import { idIn } from './asked.js';
import { documentForm } from './document-form.js';

const menuEntries = '/system/menuentries';

export const images: Readonly<Record<string, Special>> = {
  'GET /company/contacts/{id}/image': image(collections.contacts),
  'GET /service/priorities/{id}/image': image(collections.priorities),
  'GET /system/members/{id}/image': image(collections.members),
  'GET /system/menuentries/{id}/image': image(menuEntries),
  'POST /system/menuentries/{id}/image': putImage,
};

/** A picture of one colour: a priority's own, one by the id of anything else. */
function image(collection: string): Special {
  return (_request, match, world) => {
    const { id, record } = stored(collection, idIn(match), world);
    const file = world.store.file(collection, id);
    if (file !== undefined) return attachment(file.name, file.bytes);
    const colour = colours[String(record['color']).toLowerCase()] ?? [(id * 67) % 256, 110, 170];
    return attachment(`${id}.png`, blankPng(colour));
  };
}

const colours: Readonly<Record<string, readonly [number, number, number]>> = {
  black: [0, 0, 0],
  blue: [40, 90, 200],
  green: [40, 160, 70],
  orange: [240, 150, 30],
  purple: [130, 60, 170],
  red: [210, 40, 40],
  white: [255, 255, 255],
  yellow: [240, 210, 40],
};

function putImage(request: SandboxRequest, match: Match, world: World): Answer {
  const { id } = stored(menuEntries, idIn(match), world);
  const { file } = documentForm(request);
  if (file === undefined || !isImage(file.bytes))
    throw new ApiFault(400, 'InvalidObject', 'The form needs a part "file" with a picture.');
  world.store.putFile(menuEntries, id, { type: 'image/png', ...file });
  return { status: 204 };
}

import { withOwnMember } from '../api/member.js';
import type { ApiRequest } from '../api/request.js';
import type { Endpoint } from '../catalog/model.js';
import type { Services } from '../services.js';

interface Prepared {
  request: ApiRequest;
  /** What a dry run says beside the request. */
  notes: string[];
}

/** The request with the profile's member as the owner of a new time entry that names none, and that said. */
export function ownTime(
  { request, notes }: Prepared,
  endpoint: Endpoint,
  dryRun: boolean,
  services: Services,
): Prepared {
  const member = services.member();
  const owned = withOwnMember(request, endpoint, member);
  if (owned === undefined) return { request, notes };
  const note = `The time entry is for the member ${member ?? ''}, since the body names none.`;
  if (!dryRun) services.report.note(note);
  return { request: owned, notes: [...notes, note] };
}

import type { Maker } from '../ground.js';

/** One that is switched off: a list with something in it, and nothing that is ever sent. */
export const callbacks: Maker = (ground, add) => {
  add(null, {
    description: 'Ticket mirror',
    url: 'https://mirror.msp.example/tickets?recordId=',
    objectId: 1,
    type: 'ticket',
    level: 'owner',
    memberId: 1,
    payloadVersion: '3.0.0',
    inactiveFlag: true,
    isSoapCallbackFlag: false,
    isSelfSuppressedFlag: false,
    connectWiseID: '5a3c1f00-0000-4000-8000-000000000001',
    _info: ground.info(ground.daysAgo(210)),
  });
};

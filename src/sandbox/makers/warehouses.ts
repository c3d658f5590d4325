import authored from '../../../data/sandbox/procurement.json' with { type: 'json' };
import type { Maker } from '../ground.js';
import { Cast } from './cast.js';
import { listed } from './listed.js';

export const purchaseOrderStatuses = listed(authored.statuses);
export const shipmentMethods = listed(authored.shipmentMethods);

export const warehouses: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, { name }] of authored.warehouses.entries()) {
    const { location, department } = cast.home(index);
    add(null, {
      name,
      location,
      department,
      manager: cast.ref('MemberReference', cast.staff[index]),
      locationDefaultFlag: index === 0,
      overallDefaultFlag: index === 0,
      inactiveFlag: false,
      lockedFlag: false,
      currency: cast.refNth('CurrencyReference', '/finance/currencies', 0),
    });
  }
};

export const warehouseBins: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, record] of ground.all('/procurement/warehouses').entries()) {
    for (const [position, name] of (authored.warehouses[index]?.bins ?? []).entries()) {
      add(null, {
        name,
        warehouse: cast.ref('WarehouseReference', record),
        location: record['location'],
        department: record['department'],
        minQuantity: 0,
        maxQuantity: 20 + position * 10,
        defaultFlag: position === 0,
        inactiveFlag: false,
        quantityOnHand: 3 + ((index + position) % 5) * 4,
      });
    }
  }
};

import type { Maker } from '../ground.js';
import { activities } from './activities.js';
import { additions } from './additions.js';
import { agreementWorkRoles, agreementWorkTypes } from './agreement-rates.js';
import { agreementTypes } from './agreement-types.js';
import { adjustments, agreements } from './agreements.js';
import * as catalog from './catalog.js';
import * as types from './configuration-types.js';
import { configurations } from './configurations.js';
import * as expenses from './expenses.js';
import * as finance from './finance-setup.js';
import { forecastItems, forecasts } from './forecasts.js';
import { invoices, payments } from './invoices.js';
import * as knowledge from './knowledge-base.js';
import * as marketing from './marketing.js';
import { opportunities, opportunityContacts, opportunityNotes } from './opportunities.js';
import { orders } from './orders.js';
import { products } from './products.js';
import * as tickets from './project-tickets.js';
import * as work from './project-work.js';
import * as projects from './projects.js';
import { purchaseOrderLines, purchaseOrders } from './purchase-orders.js';
import * as sales from './sales-setup.js';
import * as warehouses from './warehouses.js';

/** What an MSP has besides its service desk. */
export const businessMakers: Readonly<Record<string, Maker>> = {
  '/company/configurations': configurations,
  '/company/configurations/statuses': types.configurationStatuses,
  '/company/configurations/types': types.configurationTypes,
  '/company/configurations/types/{}/questions': types.typeQuestions,
  '/company/configurations/types/{}/questions/{}/values': types.questionValues,
  '/expense/classifications': expenses.classifications,
  '/expense/entries': expenses.expenseEntries,
  '/expense/paymentTypes': expenses.paymentTypes,
  '/expense/reports': expenses.expenseReports,
  '/expense/types': expenses.expenseTypes,
  '/finance/agreements': agreements,
  '/finance/agreements/types': agreementTypes,
  '/finance/agreements/{}/additions': additions,
  '/finance/agreements/{}/adjustments': adjustments,
  '/finance/agreements/{}/workroles': agreementWorkRoles,
  '/finance/agreements/{}/worktypes': agreementWorkTypes,
  '/finance/billingCycles': finance.billingCycles,
  '/finance/billingStatuses': finance.billingStatuses,
  '/finance/billingTerms': finance.billingTerms,
  '/finance/currencies': finance.currencies,
  '/finance/info/currencyCodes': finance.currencyCodes,
  '/finance/invoices': invoices,
  '/finance/invoices/{}/payments': payments,
  '/finance/taxCodes': finance.taxCodes,
  '/marketing/campaigns': marketing.campaigns,
  '/marketing/campaigns/statuses': marketing.campaignStatuses,
  '/marketing/campaigns/subTypes': marketing.campaignSubTypes,
  '/marketing/campaigns/types': marketing.campaignTypes,
  '/marketing/campaigns/types/{}/subTypes': marketing.subTypesOfTypes,
  '/marketing/groups': marketing.marketingGroups,
  '/marketing/groups/{}/companies': marketing.groupCompanies,
  '/marketing/groups/{}/contacts': marketing.groupContacts,
  '/procurement/catalog': catalog.catalogItems,
  '/procurement/categories': catalog.productCategories,
  '/procurement/invoicegrouping': catalog.invoiceGroupings,
  '/procurement/manufacturers': catalog.manufacturers,
  '/procurement/products': products,
  '/procurement/purchaseorders': purchaseOrders,
  '/procurement/purchaseorders/{}/lineitems': purchaseOrderLines,
  '/procurement/purchaseorderstatuses': warehouses.purchaseOrderStatuses,
  '/procurement/shipmentmethods': warehouses.shipmentMethods,
  '/procurement/subcategories': catalog.productSubcategories,
  '/procurement/types': catalog.productTypes,
  '/procurement/unitOfMeasures': catalog.unitsOfMeasure,
  '/procurement/warehouseBins': warehouses.warehouseBins,
  '/procurement/warehouses': warehouses.warehouses,
  '/project/phaseStatuses': projects.phaseStatuses,
  '/project/projects': projects.projects,
  '/project/projects/{}/notes': work.projectNotes,
  '/project/projects/{}/phases': work.phases,
  '/project/projects/{}/teamMembers': work.teamMembers,
  '/project/projectTypes': projects.projectTypes,
  '/project/securityRoles': projects.projectRoles,
  '/project/statuses': projects.projectStatuses,
  '/project/tickets': tickets.projectTickets,
  '/project/tickets/{}/notes': tickets.projectTicketNotes,
  '/sales/activities': activities,
  '/sales/activities/statuses': sales.activityStatuses,
  '/sales/activities/types': sales.activityTypes,
  '/sales/opportunities': opportunities,
  '/sales/opportunities/ratings': sales.ratings,
  '/sales/opportunities/statuses': sales.opportunityStatuses,
  '/sales/opportunities/types': sales.opportunityTypes,
  '/sales/opportunities/{}/contacts': opportunityContacts,
  '/sales/opportunities/{}/forecast': forecasts,
  '/sales/opportunities/{}/forecast/items': forecastItems,
  '/sales/opportunities/{}/notes': opportunityNotes,
  '/sales/orders': orders,
  '/sales/orders/statuses': sales.orderStatuses,
  '/sales/probabilities': sales.probabilities,
  '/sales/roles': sales.salesRoles,
  '/sales/stages': sales.stages,
  '/service/knowledgeBaseArticles': knowledge.articles,
  '/service/knowledgeBaseCategories': knowledge.articleCategories,
  '/service/knowledgeBaseSubCategories': knowledge.articleSubcategories,
};

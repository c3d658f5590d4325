/** The modules of a security role and what can be done in each. */
export const securityModules = [
  {
    module: 'Companies',
    functions: [
      'Company Maintenance',
      'Contacts',
      'Configurations',
      'Notes',
      'Manage Documents',
      'Reports',
    ],
  },
  { module: 'Finance', functions: ['Agreements', 'Invoicing', 'Accounting Interface', 'Reports'] },
  { module: 'Marketing', functions: ['Campaigns', 'Groups'] },
  {
    module: 'Procurement',
    functions: ['Product Catalog', 'Products', 'Purchase Orders', 'Inventory Adjustments'],
  },
  {
    module: 'Project',
    functions: ['Project Headers', 'Project Phases', 'Project Tickets', 'Close Project Tickets'],
  },
  { module: 'Sales', functions: ['Opportunities', 'Activities', 'Sales Orders'] },
  {
    module: 'Service Desk',
    functions: ['Service Tickets', 'Close Service Tickets', 'Resource Scheduling', 'Merge Tickets'],
  },
  {
    module: 'System',
    functions: ['Table Setup', 'Member Maintenance', 'API Reports', 'Report Writer', 'Audit Trail'],
  },
  { module: 'Time & Expense', functions: ['Time Entry', 'Time Approvals', 'Expense Reports'] },
] as const;

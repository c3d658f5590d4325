import { collections } from '../records.js';

export type ColumnType = 'Numeric' | 'Text' | 'Date' | 'Boolean';

export interface Column {
  type: ColumnType;
  /** Where the value is in a record. */
  path: string;
}

interface Report {
  collection: string;
  columns: Readonly<Record<string, Column>>;
}

const numeric = (path: string): Column => ({ type: 'Numeric', path });
const text = (path: string): Column => ({ type: 'Text', path });
const date = (path: string): Column => ({ type: 'Date', path });
const flag = (path: string): Column => ({ type: 'Boolean', path });

const stamps = {
  Date_Entered_UTC: date('_info/dateEntered'),
  Last_Update_UTC: date('_info/lastUpdated'),
};

/** Reports, each built from a collection, under column names of the kind that a database has. The first is the key. */
export const reportsByName: Readonly<Record<string, Report>> = {
  Agreement: {
    collection: '/finance/agreements',
    columns: {
      AGR_Header_RecID: numeric('id'),
      AGR_Name: text('name'),
      AGR_Type_Desc: text('type/name'),
      Company_RecID: numeric('company/id'),
      Company_Name: text('company/name'),
      AGR_Date_Start: date('startDate'),
      AGR_Date_End: date('endDate'),
      AGR_Amount: numeric('billAmount'),
      AGR_Cancel_Flag: flag('cancelledFlag'),
      ...stamps,
    },
  },
  Company: {
    collection: collections.companies,
    columns: {
      Company_RecID: numeric('id'),
      Company_ID: text('identifier'),
      Company_Name: text('name'),
      Company_Status_Desc: text('status/name'),
      Address_Line1: text('addressLine1'),
      City: text('city'),
      State_ID: text('state'),
      Zip: text('zip'),
      PhoneNbr: text('phoneNumber'),
      Website_URL: text('website'),
      Delete_Flag: flag('deletedFlag'),
      ...stamps,
    },
  },
  Configuration: {
    collection: '/company/configurations',
    columns: {
      Config_RecID: numeric('id'),
      Config_Name: text('name'),
      Config_Type: text('type/name'),
      Config_Status: text('status/name'),
      Company_RecID: numeric('company/id'),
      Company_Name: text('company/name'),
      Serial_Number: text('serialNumber'),
      Expiration_Date: date('warrantyExpirationDate'),
      ...stamps,
    },
  },
  Contact: {
    collection: collections.contacts,
    columns: {
      Contact_RecID: numeric('id'),
      First_Name: text('firstName'),
      Last_Name: text('lastName'),
      Title: text('title'),
      Company_RecID: numeric('company/id'),
      Company_Name: text('company/name'),
      Inactive_Flag: flag('inactiveFlag'),
      ...stamps,
    },
  },
  Invoice: {
    collection: '/finance/invoices',
    columns: {
      Billing_Log_RecID: numeric('id'),
      Invoice_Number: text('invoiceNumber'),
      Invoice_Type: text('type'),
      Company_RecID: numeric('company/id'),
      Company_Name: text('company/name'),
      Date_Invoice: date('date'),
      Invoice_Amount: numeric('total'),
      Balance: numeric('balance'),
      ...stamps,
    },
  },
  Member: {
    collection: collections.members,
    columns: {
      Member_RecID: numeric('id'),
      Member_ID: text('identifier'),
      First_Name: text('firstName'),
      Last_Name: text('lastName'),
      Email_Address: text('officeEmail'),
      Inactive_Flag: flag('inactiveFlag'),
      ...stamps,
    },
  },
  Service: {
    collection: collections.tickets,
    columns: {
      SR_Service_RecID: numeric('id'),
      Summary: text('summary'),
      Board_Name: text('board/name'),
      Status_Description: text('status/name'),
      Urgency: text('priority/name'),
      Company_RecID: numeric('company/id'),
      Company_Name: text('company/name'),
      Contact_Name: text('contactName'),
      Ticket_Owner: text('owner/identifier'),
      Closed_Flag: flag('closedFlag'),
      Hours_Actual: numeric('actualHours'),
      Date_Closed_UTC: date('closedDate'),
      ...stamps,
    },
  },
  Time: {
    collection: collections.timeEntries,
    columns: {
      Time_RecID: numeric('id'),
      Member_ID: text('member/identifier'),
      SR_Service_RecID: numeric('ticket/id'),
      Company_RecID: numeric('company/id'),
      Company_Name: text('company/name'),
      Time_Start_UTC: date('timeStart'),
      Time_End_UTC: date('timeEnd'),
      Hours_Actual: numeric('actualHours'),
      Billable_Option: text('billableOption'),
      Notes: text('notes'),
      ...stamps,
    },
  },
};

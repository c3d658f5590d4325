import type { FilterName } from '../../src/conditions/check/check.js';

/** A condition that can be read, and the tree that it means as an S-expression. */
export interface Readable {
  /** The list that it chooses from. */
  path: string;
  parameter: FilterName;
  text: string;
  tree: string;
  /** What is to be said about it, in the order of the text. */
  findings: Expected[];
}

export interface Expected {
  severity: 'error' | 'warning';
  /** A piece of the message or the hint. */
  says: string;
  /** The text that its place covers, where a single one is right. */
  at: string | undefined;
}

/** A condition that cannot be read: ⟦ ⟧ stand around the place of the mistake. */
export interface Unreadable {
  marked: string;
  message: string;
}

const ticket = of('/service/tickets');
const board = of('/service/boards');
const company = of('/company/companies');
const contact = of('/company/contacts');
const configuration = of('/company/configurations');
const timeEntry = of('/time/entries');
const agreement = of('/finance/agreements');
const invoice = of('/finance/invoices');
const member = of('/system/members');
const project = of('/project/projects');
const contactChild = of('/company/contacts', 'childConditions');
const companyChild = of('/company/companies', 'childConditions');
const ticketCustom = of('/service/tickets', 'customFieldConditions');
const companyUnless = of('/company/companies', 'unlessExists');

export const readable: Readable[] = [
  // Text
  ticket('status/name="New"', '(= status/name "New")'),
  ticket("status/name='New'", '(= status/name "New")'),
  ticket('status/name = "New"', '(= status/name "New")'),
  ticket('  status/name   =   "New"  ', '(= status/name "New")'),
  ticket(String.raw`summary="5\" disk"`, String.raw`(= summary "5\" disk")`),
  ticket(`summary='5" disk'`, String.raw`(= summary "5\" disk")`),
  ticket(`summary="O'Brien's laptop"`, `(= summary "O'Brien's laptop")`),
  ticket(String.raw`summary='O\'Brien'`, `(= summary "O'Brien")`),
  ticket(String.raw`summary="C:\\Users\\anna"`, String.raw`(= summary "C:\\Users\\anna")`),
  ticket(String.raw`summary="a \"b\" 'c'"`, String.raw`(= summary "a \"b\" 'c'")`),
  ticket('summary=""', '(= summary "")'),
  ticket('summary!=""', '(!= summary "")'),
  ticket('summary="Grüße aus Köln – 日本語 🎉"', '(= summary "Grüße aus Köln – 日本語 🎉")'),
  ticket(String.raw`summary="two\nlines"`, String.raw`(= summary "two\\nlines")`),
  ticket('summary="and or not in like"', '(= summary "and or not in like")'),
  ticket('summary="(open [today] %)"', '(= summary "(open [today] %)")'),
  ticket('summary="[INC0012] Printer"', '(= summary "[INC0012] Printer")'),
  ticket('summary contains "printer"', '(contains summary "printer")'),
  ticket('summary CONTAINS "printer"', '(contains summary "printer")'),
  ticket('summary not contains "spam"', '(not-contains summary "spam")'),
  ticket("summary NOT CONTAINS 'spam'", '(not-contains summary "spam")'),
  ticket('summary contains"printer"', '(contains summary "printer")'),
  ticket('summary like "%printer%"', '(like summary "%printer%")'),
  ticket('summary like "*printer*"', '(like summary "*printer*")'),
  ticket("summary LIKE '%50[%]%'", '(like summary "%50[%]%")'),
  ticket('summary like "[[]VIP]%"', '(like summary "[[]VIP]%")'),
  ticket('summary not like "RE:%"', '(not-like summary "RE:%")'),
  ticket('summary like "printer"', '(like summary "printer")', warning('%', '"printer"')),
  ticket('contactEmailAddress like "%@example.com"', '(like contactEmailAddress "%@example.com")'),
  ticket('contactName="“quoted”"', '(= contactName "“quoted”")'),

  // Fields
  ticket('Status/Name="New"', '(= Status/Name "New")'),
  ticket('STATUS/NAME="New"', '(= STATUS/NAME "New")'),
  ticket('status.name="New"', '(= status/name "New")'),
  ticket('company.identifier="ACME"', '(= company/identifier "ACME")'),
  ticket('Summary="x"', '(= Summary "x")'),
  ticket('closedflag=false', '(= closedflag false)'),
  ticket(
    'company/identifier="ACME" and board/name="Help Desk"',
    '(and (= company/identifier "ACME") (= board/name "Help Desk"))',
  ),
  ticket('board/id=1', '(= board/id 1)'),
  ticket('owner/identifier!="anna"', '(!= owner/identifier "anna")'),
  ticket('configuration/id=12', '(= configuration/id 12)'),
  ticket('resources contains "anna"', '(contains resources "anna")'),
  ticket('lastUpdated>[2026-01-31T18:04:26Z]', '(> lastUpdated [2026-01-31T18:04:26Z])'),
  ticket('LastUpdated > [2026-01-31T18:04:26Z]', '(> LastUpdated [2026-01-31T18:04:26Z])'),
  ticket('updatedBy="anna"', '(= updatedBy "anna")'),
  ticket("enteredBy = 'zAdmin'", '(= enteredBy "zAdmin")'),
  ticket(
    'dateEntered>=[2026-01-01T00:00:00Z] and dateEntered<[2026-02-01T00:00:00Z]',
    '(and (>= dateEntered [2026-01-01T00:00:00Z]) (< dateEntered [2026-02-01T00:00:00Z]))',
  ),
  ticket(
    '_info/lastUpdated>[2026-01-31T18:04:26Z]',
    '(> _info/lastUpdated [2026-01-31T18:04:26Z])',
    error('lastUpdated', '_info/lastUpdated'),
  ),
  ticket(
    '_info/updatedBy="anna"',
    '(= _info/updatedBy "anna")',
    error('updatedBy', '_info/updatedBy'),
  ),
  ticket('sumary="x"', '(= sumary "x")', error('summary', 'sumary')),
  ticket('statu/name="New"', '(= statu/name "New")', error('status/name', 'statu')),
  ticket('status/nmae="New"', '(= status/nmae "New")', error('status/name', 'nmae')),
  ticket('companyName="Acme"', '(= companyName "Acme")', error('company/name', 'companyName')),
  ticket('company_id=12', '(= company_id 12)', error('company/id', 'company_id')),
  ticket('zzqxv=1', '(= zzqxv 1)', warning('zzqxv', 'zzqxv')),
  ticket('status/zzqxv=1', '(= status/zzqxv 1)', warning('zzqxv', 'status/zzqxv')),
  ticket('summary/length=5', '(= summary/length 5)', error('summary', 'length')),
  company(
    'name like "Acme%" and deletedFlag=false',
    '(and (like name "Acme%") (= deletedFlag false))',
  ),
  company('identifier="ACME"', '(= identifier "ACME")'),
  company(
    'types/name="Customer"',
    '(= types/name "Customer")',
    error('--child-conditions', 'types/name'),
  ),
  company('type/name="Customer"', '(= type/name "Customer")', error('types/name', 'type')),
  company('territoryManager/identifier="anna"', '(= territoryManager/identifier "anna")'),
  company('parentCompany/id=null', '(= parentCompany/id null)'),
  company('userDefinedField1="gold"', '(= userDefinedField1 "gold")'),
  company(
    'userDefinedField11="gold"',
    '(= userDefinedField11 "gold")',
    warning('userDefinedField11', 'userDefinedField11'),
  ),
  company('phoneNumber="5551234"', '(= phoneNumber "5551234")'),
  company('integratorTags="x"', '(= integratorTags "x")', warning('list', 'integratorTags')),
  board('name="Help Desk"', '(= name "Help Desk")'),
  board('board/name="Help Desk"', '(= board/name "Help Desk")', error('name', 'board')),
  contact(
    `firstName="Anna" and lastName="O'Neil"`,
    `(and (= firstName "Anna") (= lastName "O'Neil"))`,
  ),
  contact(
    'communicationItems/value like "%@example.com"',
    '(like communicationItems/value "%@example.com")',
    error('--child-conditions', 'communicationItems/value'),
  ),
  contact(
    'communicationItems/communicationType="Email"',
    '(= communicationItems/communicationType "Email")',
    error('--child-conditions', 'communicationItems/communicationType'),
  ),
  contact(
    'customFields/value="x"',
    '(= customFields/value "x")',
    error('--custom-field-conditions', 'customFields/value'),
  ),
  contact('inactiveFlag=false', '(= inactiveFlag false)'),
  contact('photo/id!=null', '(!= photo/id null)'),

  // Numbers
  ticket('id=1', '(= id 1)'),
  ticket('id = 123456', '(= id 123456)'),
  ticket('id!=-1', '(!= id -1)'),
  ticket('id=9007199254740993', '(= id 9007199254740993)'),
  ticket('id=007', '(= id 007)'),
  ticket('budgetHours>=1.5', '(>= budgetHours 1.5)'),
  ticket('budgetHours<-0.25', '(< budgetHours -0.25)'),
  ticket('actualHours>0', '(> actualHours 0)'),
  ticket('id="12"', '(= id "12")', error('12', '"12"')),
  ticket('id="abc"', '(= id "abc")', error('number', '"abc"')),
  ticket('id=1.5', '(= id 1.5)', error('whole', '1.5')),
  ticket('id=true', '(= id true)', error('number', 'true')),
  ticket('id=[2026-01-31]', '(= id [2026-01-31])', error('number', '[2026-01-31]')),
  ticket('budgetHours="2"', '(= budgetHours "2")', error('2', '"2"')),
  ticket('id contains "12"', '(contains id "12")', warning('contains')),
  ticket('id like "12%"', '(like id "12%")', warning('like')),
  ticket('board/id="1"', '(= board/id "1")', error('1', '"1"')),
  ticket('summary=5', '(= summary 5)', error('"5"', '5')),
  ticket('summary=true', '(= summary true)', error('"true"', 'true')),
  ticket('poNumber=4711', '(= poNumber 4711)', error('"4711"', '4711')),
  ticket('parentTicketId=null', '(= parentTicketId null)'),
  ticket('parentTicketId!=null', '(!= parentTicketId null)'),
  timeEntry(
    'hoursBilled>=0.25 and billableOption="Billable"',
    '(and (>= hoursBilled 0.25) (= billableOption "Billable"))',
  ),
  invoice('total>1000.00', '(> total 1000.00)'),
  invoice('total>=-10 and balance=0', '(and (>= total -10) (= balance 0))'),
  invoice('invoiceNumber=10045', '(= invoiceNumber 10045)', error('"10045"', '10045')),
  member('dailyCapacity>=8', '(>= dailyCapacity 8)'),

  // Booleans
  ticket('closedFlag=false', '(= closedFlag false)'),
  ticket('closedFlag=FALSE', '(= closedFlag false)'),
  ticket('closedFlag = True', '(= closedFlag true)'),
  ticket('closedFlag!=true', '(!= closedFlag true)'),
  ticket('closedFlag="false"', '(= closedFlag "false")', error('false', '"false"')),
  ticket('closedFlag=0', '(= closedFlag 0)', error('false', '0')),
  ticket('closedFlag=1', '(= closedFlag 1)', error('true', '1')),
  ticket('closedFlag>false', '(> closedFlag false)', error('closedFlag')),
  ticket('closedFlag contains "t"', '(contains closedFlag "t")', error('contains')),
  ticket('closedFlag=[2026-01-31]', '(= closedFlag [2026-01-31])', error('true', '[2026-01-31]')),
  member(
    'inactiveFlag=False and adminFlag=true',
    '(and (= inactiveFlag false) (= adminFlag true))',
  ),
  agreement(
    'cancelledFlag=false and noEndingDateFlag=true',
    '(and (= cancelledFlag false) (= noEndingDateFlag true))',
  ),

  // Null and whole references
  ticket('contact=null', '(= contact null)'),
  ticket('contact!=NULL', '(!= contact null)'),
  ticket('owner = Null', '(= owner null)'),
  ticket('closedDate=null', '(= closedDate null)'),
  ticket('company="Acme"', '(= company "Acme")', error('company/identifier', 'company')),
  ticket('company=12', '(= company 12)', error('company/id', 'company')),
  ticket('company contains "Acme"', '(contains company "Acme")', error('company/name', 'company')),
  ticket('company in (1,2)', '(in company 1 2)', error('company/id', 'company')),
  ticket('status="New"', '(= status "New")', error('status/name', 'status')),
  ticket('location=null', '(= location null)'),
  contact('types=null', '(= types null)'),

  // Enums
  ticket('severity="High"', '(= severity "High")'),
  ticket('severity="high"', '(= severity "high")'),
  ticket("severity!='Low'", '(!= severity "Low")'),
  ticket('severity in ("Low","Medium")', '(in severity "Low" "Medium")'),
  ticket('severity="Hihg"', '(= severity "Hihg")', error('High', '"Hihg"')),
  ticket(
    'severity="Catastrophic"',
    '(= severity "Catastrophic")',
    warning('Medium', '"Catastrophic"'),
  ),
  ticket('severity like "H%"', '(like severity "H%")', error('like')),
  ticket('severity contains "Hi"', '(contains severity "Hi")', error('contains')),
  ticket('severity in ("Low","Hgh")', '(in severity "Low" "Hgh")', error('High', '"Hgh"')),
  ticket('billTime="Billable"', '(= billTime "Billable")'),
  agreement('agreementStatus="Active"', '(= agreementStatus "Active")'),
  agreement('agreementStatus like "Act%"', '(like agreementStatus "Act%")', error('like')),
  agreement('agreementStatus="Actve"', '(= agreementStatus "Actve")', error('Active', '"Actve"')),
  agreement('applicationUnits="Hours"', '(= applicationUnits "Hours")'),
  invoice('type="CreditMemo"', '(= type "CreditMemo")'),
  invoice(
    'applyToType="Project" and applyToId=7',
    '(and (= applyToType "Project") (= applyToId 7))',
  ),
  timeEntry(
    'chargeToType="ServiceTicket" and chargeToId=12345',
    '(and (= chargeToType "ServiceTicket") (= chargeToId 12345))',
  ),
  timeEntry(
    'billableOption="Bilable"',
    '(= billableOption "Bilable")',
    error('Billable', '"Bilable"'),
  ),
  member('licenseClass="F"', '(= licenseClass "F")'),

  // Dates
  ticket(
    'lastUpdated>[2026-03-31]',
    '(> lastUpdated [2026-03-31])',
    warning('--where', '[2026-03-31]'),
  ),
  ticket('lastUpdated>=[2026-03-31T10:00:00]', '(>= lastUpdated [2026-03-31T10:00:00])'),
  ticket(
    'lastUpdated>[2026-03-31T10:00:00.123456]',
    '(> lastUpdated [2026-03-31T10:00:00.123456])',
  ),
  ticket('lastUpdated>[2026-03-31 10:00:00+00:00]', '(> lastUpdated [2026-03-31 10:00:00+00:00])'),
  ticket('lastUpdated>[2026-03-31T10:00:00.123Z]', '(> lastUpdated [2026-03-31T10:00:00.123Z])'),
  ticket('lastUpdated>[2026-03-31T10:00:00+02:00]', '(> lastUpdated [2026-03-31T10:00:00+02:00])'),
  ticket('lastUpdated>[2026-03-31T10:00:00-0500]', '(> lastUpdated [2026-03-31T10:00:00-0500])'),
  ticket('lastUpdated>[ 2026-03-31T10:00:00Z ]', '(> lastUpdated [2026-03-31T10:00:00Z])'),
  ticket('lastUpdated>[2026-03-31T10:00Z]', '(> lastUpdated [2026-03-31T10:00Z])'),
  ticket('lastUpdated>[2026-3-1]', '(> lastUpdated [2026-3-1])', warning('--where', '[2026-3-1]')),
  ticket('lastUpdated>[2026-03-31t10:00:00z]', '(> lastUpdated [2026-03-31t10:00:00z])'),
  ticket(
    'lastUpdated=[2026-03-31]',
    '(= lastUpdated [2026-03-31])',
    warning('--where', '[2026-03-31]'),
  ),
  ticket(
    'lastUpdated!=[2026-03-31]',
    '(!= lastUpdated [2026-03-31])',
    warning('--where', '[2026-03-31]'),
  ),
  ticket('dateEntered=[2026-03-31T10:00:00Z]', '(= dateEntered [2026-03-31T10:00:00Z])'),
  ticket('closedDate>[2026-03-31T00:00:00Z]', '(> closedDate [2026-03-31T00:00:00Z])'),
  ticket('closedDate="2026-03-31T00:00:00Z"', '(= closedDate "2026-03-31T00:00:00Z")'),
  ticket(
    'lastUpdated>"2026-03-31"',
    '(> lastUpdated "2026-03-31")',
    error('[2026-03-31]', '"2026-03-31"'),
  ),
  ticket(
    'requiredDate="2026-03-31"',
    '(= requiredDate "2026-03-31")',
    error('[2026-03-31]', '"2026-03-31"'),
  ),
  ticket('requiredDate>20260331', '(> requiredDate 20260331)', error('[', '20260331')),
  ticket('requiredDate like "2026%"', '(like requiredDate "2026%")', error('like')),
  ticket('summary=[2026-03-31]', '(= summary [2026-03-31])', error('summary', '[2026-03-31]')),
  ticket('severity=[2026-03-31]', '(= severity [2026-03-31])', error('severity', '[2026-03-31]')),
  timeEntry(
    'timeStart>=[2026-03-30T22:00:00Z] and timeStart<[2026-03-31T22:00:00Z]',
    '(and (>= timeStart [2026-03-30T22:00:00Z]) (< timeStart [2026-03-31T22:00:00Z]))',
  ),
  timeEntry(
    'timeStart="2026-03-31"',
    '(= timeStart "2026-03-31")',
    error('[2026-03-31]', '"2026-03-31"'),
  ),
  timeEntry('timeStart contains "2026"', '(contains timeStart "2026")', error('contains')),
  timeEntry('timeStart=true', '(= timeStart true)', error('[', 'true')),
  agreement('endDate=[2026-12-31]', '(= endDate [2026-12-31])'),
  agreement(
    'endDate<=[2026-12-31] and endDate!=null',
    '(and (<= endDate [2026-12-31]) (!= endDate null))',
  ),
  invoice(
    'date>=[2026-01-01] and date<[2026-02-01]',
    '(and (>= date [2026-01-01]) (< date [2026-02-01]))',
  ),
  invoice('dueDate=[2026-03-31T00:00:00Z]', '(= dueDate [2026-03-31T00:00:00Z])'),
  invoice(
    'invoiceDate>[2026-01-01]',
    '(> invoiceDate [2026-01-01])',
    error('mean date?', 'invoiceDate'),
  ),
  configuration('warrantyExpirationDate<[2026-03-31]', '(< warrantyExpirationDate [2026-03-31])'),
  member('hireDate>[2020-01-01T00:00:00Z]', '(> hireDate [2020-01-01T00:00:00Z])'),
  project('estimatedEnd<[2026-03-31]', '(< estimatedEnd [2026-03-31])'),
  project(
    'actualStart=null and status/name!="Closed"',
    '(and (= actualStart null) (!= status/name "Closed"))',
  ),

  // Lists of values
  ticket('id in (1,2,3)', '(in id 1 2 3)'),
  ticket('id in ( 1 , 2 , 3 )', '(in id 1 2 3)'),
  ticket('id IN(1,2,3)', '(in id 1 2 3)'),
  ticket(
    `status/name in ("New","In Progress",'>Closed')`,
    '(in status/name "New" "In Progress" ">Closed")',
  ),
  ticket('status/name not in ("Closed")', '(not-in status/name "Closed")'),
  ticket("status/name NOT IN ('Closed','Resolved')", '(not-in status/name "Closed" "Resolved")'),
  ticket('id in ("1",2)', '(in id "1" 2)', error('1', '"1"')),
  ticket('id in (1,2.5)', '(in id 1 2.5)', error('whole', '2.5')),
  ticket('closedFlag in (true,false)', '(in closedFlag true false)'),
  ticket('board/name in ("a,b","c)d")', '(in board/name "a,b" "c)d")'),
  ticket(
    'lastUpdated in ([2026-01-01T00:00:00Z],[2026-01-02T00:00:00Z])',
    '(in lastUpdated [2026-01-01T00:00:00Z] [2026-01-02T00:00:00Z])',
  ),

  // And, or, parentheses
  ticket('id=1 and closedFlag=false', '(and (= id 1) (= closedFlag false))'),
  ticket('id=1 AND closedFlag=false', '(and (= id 1) (= closedFlag false))'),
  ticket('id=1 or id=2 or id=3', '(or (= id 1) (= id 2) (= id 3))'),
  ticket('id=1 OR id=2 and closedFlag=false', '(or (= id 1) (and (= id 2) (= closedFlag false)))'),
  ticket('id=1 and id=2 or closedFlag=false', '(or (and (= id 1) (= id 2)) (= closedFlag false))'),
  ticket(
    '(id=1 or id=2) and closedFlag=false',
    '(and (or (= id 1) (= id 2)) (= closedFlag false))',
  ),
  ticket(
    'id=1 and (id=2 or closedFlag=false)',
    '(and (= id 1) (or (= id 2) (= closedFlag false)))',
  ),
  ticket('(id=1)', '(= id 1)'),
  ticket('((id=1))', '(= id 1)'),
  ticket('((id=1 and id=2) and id=3)', '(and (and (= id 1) (= id 2)) (= id 3))'),
  ticket('(id=1)and(id=2)', '(and (= id 1) (= id 2))'),
  ticket('id=1 and(id=2)', '(and (= id 1) (= id 2))'),
  ticket('status/name="New"and id=1', '(and (= status/name "New") (= id 1))'),
  ticket(
    '(status/name="New" or (owner=null and (priority/name="Priority 1 - Critical" or sla/name="Gold")))',
    '(or (= status/name "New") (and (= owner null) (or (= priority/name "Priority 1 - Critical") (= sla/name "Gold"))))',
  ),

  // Child conditions
  contactChild(
    'communicationItems/value like "%@example.com" and communicationItems/communicationType="Email"',
    '(and (like communicationItems/value "%@example.com") (= communicationItems/communicationType "Email"))',
  ),
  contactChild(
    'communicationItems/value="anna@example.com"',
    '(= communicationItems/value "anna@example.com")',
  ),
  contactChild('types/name="Decision Maker"', '(= types/name "Decision Maker")'),
  contactChild('types/id=3', '(= types/id 3)'),
  contactChild('firstName="Anna"', '(= firstName "Anna")', error('--conditions', 'firstName')),
  contactChild(
    'company/name="Acme"',
    '(= company/name "Acme")',
    error('--conditions', 'company/name'),
  ),
  contactChild(
    'communicationItems/vlaue="x"',
    '(= communicationItems/vlaue "x")',
    error('communicationItems/value', 'vlaue'),
  ),
  contactChild(
    'communicationItems/communicationType="Emial"',
    '(= communicationItems/communicationType "Emial")',
    error('Email', '"Emial"'),
  ),
  contactChild(
    'communicationItems/defaultFlag="true"',
    '(= communicationItems/defaultFlag "true")',
    error('true', '"true"'),
  ),
  contactChild('types/id in (1,2)', '(in types/id 1 2)', error('in')),
  contactChild(
    'communicationItems/value not in ("a","b")',
    '(not-in communicationItems/value "a" "b")',
    error('in'),
  ),
  contactChild(
    'communicationItems/value contains "example"',
    '(contains communicationItems/value "example")',
  ),
  companyChild('types/name="Customer"', '(= types/name "Customer")'),

  // Custom fields
  ticketCustom(
    'caption="Site Code" and value="B12"',
    '(and (= caption "Site Code") (= value "B12"))',
  ),
  ticketCustom(
    'caption="TomNumber" AND value != null',
    '(and (= caption "TomNumber") (!= value null))',
  ),
  ticketCustom('value=5', '(= value 5)'),
  ticketCustom('value=true', '(= value true)'),
  ticketCustom('value>[2026-01-01T00:00:00Z]', '(> value [2026-01-01T00:00:00Z])'),
  ticketCustom('caption like "Site%"', '(like caption "Site%")'),
  ticketCustom('Caption="Site"', '(= Caption "Site")'),
  ticketCustom('name="Site"', '(= name "Site")', error('caption', 'name')),
  ticketCustom('id=1', '(= id 1)', error('caption', 'id')),
  ticketCustom('caption in ("a","b")', '(in caption "a" "b")', error('in')),
  ticketCustom(
    'customFields/caption="Site"',
    '(= customFields/caption "Site")',
    error('caption', 'customFields/caption'),
  ),

  // Looking before a create
  companyUnless('identifier="ACME"', '(= identifier "ACME")'),
  companyUnless(
    'types/name="Customer"',
    '(= types/name "Customer")',
    error('--child-conditions', 'types/name'),
  ),
];

export const unreadable: Unreadable[] = [
  // text
  bad('status/name=⟦New⟧', 'text stands in quotes: "New"'),
  bad('status/name=⟦New York⟧', 'text stands in quotes: "New York"'),
  bad('status/name=⟦New York⟧ and closedFlag=false', 'text stands in quotes: "New York"'),
  bad('status/name = ⟦New⟧ closedFlag=false', 'text stands in quotes: "New"'),
  bad('status/name in (⟦New⟧,Closed)', 'text stands in quotes: "New"'),
  bad('status/name in ("New",⟦Closed⟧)', 'text stands in quotes: "Closed"'),
  bad('summary contains ⟦printer⟧', 'text stands in quotes: "printer"'),
  bad('summary like ⟦%⟧printer%', '"%" has no place here'),
  bad('summary contains ⟦*⟧printer*', '"*" has no place here'),
  bad('summary=⟦Müller⟧', 'text stands in quotes: "Müller"'),
  bad('status/name=⟦“⟧New”', 'a curly quote (“) is not a quote'),
  bad('status/name=⟦‘⟧New’', 'a curly quote (‘) is not a quote'),
  bad('summary=⟦`⟧New`', 'this (`) is not a quote'),
  bad('summary="5"⟦" disk"⟧', 'a quote inside a text is not doubled here'),
  bad("summary='O'⟦'Brien'⟧", 'a quote inside a text is not doubled here'),
  bad("summary='O'⟦Brien⟧'", '"Brien" follows a text that is closed already'),
  bad('summary=⟦"New⟧', 'this quote is never closed'),
  bad("summary=⟦'New⟧", 'this quote is never closed'),
  bad(`status/name=⟦"New' and id=1⟧`, 'this quote is never closed'),
  bad(
    String.raw`status/name=⟦\⟧"New\"`,
    'a backslash has no place before the quote that opens a text',
  ),
  bad('contactEmailAddress=⟦anna@example.com⟧', 'text stands in quotes: "anna@example.com"'),
  bad(
    'mobileGuid=⟦3f2504e0-4f89-11d3-9a0c-0305e82c3301⟧',
    '"3f2504e0-4f89-11d3-9a0c-0305e82c3301" is neither a number nor a name',
  ),
  bad('summary contains ⟦5⟧', 'contains takes text in quotes'),
  bad('summary contains ⟦null⟧', 'contains takes text in quotes'),
  bad('summary like ⟦[2026-01-31]⟧', 'like takes text in quotes'),
  bad('status/name=⟦$⟧status', '"$" has no place here'),
  bad('status/name=⟦{⟧{status}}', '"{" has no place here'),

  // dates
  bad('lastUpdated>⟦2026-01-31⟧', 'dates stand in [ ]'),
  bad('lastUpdated>⟦2026-01-31T10:00:00Z⟧', 'dates stand in [ ]'),
  bad('lastUpdated>⟦[2026-01-31⟧', 'this date is never closed'),
  bad('lastUpdated>⟦[31.01.2026]⟧', '"[31.01.2026]" is not a date'),
  bad('lastUpdated>⟦[01/31/2026]⟧', '"[01/31/2026]" is not a date'),
  bad('lastUpdated>⟦[2026-02-30]⟧', '"[2026-02-30]" is not a date'),
  bad('lastUpdated>⟦[2026-13-01]⟧', '"[2026-13-01]" is not a date'),
  bad('lastUpdated>⟦[]⟧', '"[]" is not a date'),
  bad('lastUpdated>⟦[2026-01-31T25:00:00Z]⟧', '"[2026-01-31T25:00:00Z]" is not a date'),
  bad('lastUpdated>⟦01/31/2026⟧', 'dates stand in [ ]'),
  bad('lastUpdated>⟦31.01.2026⟧', 'dates stand in [ ]'),
  bad('lastUpdated>⟦today⟧', 'dates stand in [ ]'),
  bad('lastUpdated>⟦-7d⟧', 'dates stand in [ ]'),
  bad('lastUpdated > ⟦last week⟧ and id=1', 'dates stand in [ ]'),
  bad('dateEntered > ⟦monday⟧', 'dates stand in [ ]'),
  bad('dateEntered > ⟦last  Quarter⟧', 'dates stand in [ ]'),
  bad('dateEntered > ⟦+2 w⟧', 'dates stand in [ ]'),
  bad('lastUpdated>⟦now⟧()', 'dates stand in [ ]'),

  // operators
  bad('id ⟦==⟧ 1', '== does not exist here'),
  bad('id ⟦===⟧ 1', '=== does not exist here'),
  bad('id ⟦<>⟧ 1', '<> does not exist here'),
  bad('id ⟦!==⟧ 1', '!== does not exist here'),
  bad('id ⟦=>⟧ 1', '=> does not exist here'),
  bad('id ⟦=<⟧ 1', '=< does not exist here'),
  bad('id ⟦eq⟧ 1', 'eq is a word of --where alone'),
  bad('id ⟦gt⟧ 1', 'gt is a word of --where alone'),
  bad('id ⟦notin⟧ (1,2)', 'notin is a word of --where alone'),
  bad('id ⟦~⟧ 1', '~ is a word of --where alone'),
  bad('id ⟦≥⟧ 1', '"≥" has no place here'),
  bad('id=1 ⟦&&⟧ id=2', '&& does not exist here'),
  bad('id=1 ⟦||⟧ id=2', '|| does not exist here'),
  bad('id=1 ⟦&⟧ id=2', '& does not exist here'),
  bad('id=1⟦;⟧ id=2', '";" has no place here'),
  bad('closedDate ⟦is⟧ null', 'is null does not exist here'),
  bad('closedDate ⟦is⟧ not null', 'is null does not exist here'),
  bad('id ⟦between⟧ 1 and 9', 'between does not exist here'),
  bad('summary ⟦startswith⟧ "x"', 'startswith does not exist here'),
  bad('summary ⟦notlike⟧ "x%"', 'notlike is a word of --where alone'),
  bad('summary ⟦notcontains⟧ "x"', 'notcontains is a word of --where alone'),
  bad('⟦not⟧ summary contains "x"', 'not stands before contains, like or in'),
  bad('⟦not⟧ (id=1 or id=2)', 'not stands before contains, like or in'),
  bad('⟦!⟧closedFlag', '! does not negate here'),
  bad('closedFlag⟦⟧', 'expected an operator such as =, found the end'),
  bad('closedFlag ⟦and⟧ id=1', 'expected an operator such as =, found "and"'),
  bad('id not ⟦=⟧ 1', 'expected contains, like or in, found "="'),
  bad('id not ⟦1⟧', 'expected contains, like or in, found "1"'),
  bad('id =⟦⟧', 'expected a value, found the end'),
  bad('id = ⟦and⟧ closedFlag=false', 'expected a value, found "and"'),
  bad('id > ⟦=⟧ 1', 'expected a value, found "="'),
  bad('closedDate < ⟦null⟧', 'null goes with = and != only'),
  bad('closedDate in (⟦null⟧)', 'null goes with = and != only'),
  bad('closedDate=⟦not⟧ null', 'not stands before contains, like or in'),
  bad('id=⟦-⟧', '"-" has no place here'),
  bad('id=⟦+⟧5', '"+" has no place here'),
  bad('id=⟦.5⟧', '".5" is neither a number nor a name'),
  bad('id=⟦1e5⟧', '"1e5" is neither a number nor a name'),
  bad('id=⟦0x1F⟧', '"0x1F" is neither a number nor a name'),
  bad('id=1⟦,⟧000', 'expected and, or, or the end, found ","'),
  bad('lower⟦(⟧summary)="x"', 'there are no functions here: lower('),
  bad('id=⟦(⟧1,2)', '= takes one value, not a list'),

  // lists
  bad('id in (⟦)⟧', 'expected a value, found ")"'),
  bad('id in (1,⟦)⟧', 'expected a value, found ")"'),
  bad('id in (⟦,⟧1)', 'expected a value, found ","'),
  bad('id in (1 ⟦2⟧)', 'expected , or ), found "2"'),
  bad('status/name in ("a" ⟦"b"⟧)', 'expected , or ), found "b"'),
  bad('status/name in ("a"⟦"b"⟧)', 'a quote inside a text is not doubled here'),
  bad('id in ⟦1⟧,2', 'expected ( and a list of values, found "1"'),
  bad('id in ⟦[1,2]⟧', 'expected ( and a list of values, found "[1,2]"'),
  bad('id in ⟦(⟧1,2', 'this ( is never closed'),
  bad('id in⟦⟧', 'expected ( and a list of values, found the end'),
  bad('id not in⟦⟧', 'expected ( and a list of values, found the end'),

  // and, or, parentheses
  bad('⟦and⟧ id=1', 'expected a field name, found "and"'),
  bad('id=1 and⟦⟧', 'expected a field name, found the end'),
  bad('id=1 or⟦⟧', 'expected a field name, found the end'),
  bad('id=1 and ⟦and⟧ id=2', 'expected a field name, found "and"'),
  bad('id=1 and ⟦or⟧ id=2', 'expected a field name, found "or"'),
  bad('id=1 ⟦closedFlag⟧=false', 'expected and, or, or the end, found "closedFlag"'),
  bad('id=1⟦,⟧ id=2', 'expected and, or, or the end, found ","'),
  bad('⟦(⟧id=1', 'this ( is never closed'),
  bad('⟦(⟧(id=1)', 'this ( is never closed'),
  bad('id=1⟦)⟧', 'this ) closes nothing'),
  bad('(⟦)⟧', 'expected a field name, found ")"'),
  bad('(id=1 or id=2) ⟦(⟧id=3)', 'expected and, or, or the end, found "("'),
  bad('⟦⟧', 'expected a field name, found the end'),

  // fields
  bad(`⟦'status/name="New"'⟧`, 'quotes stand around the whole condition'),
  bad(`⟦'id in (1,2)'⟧`, 'quotes stand around the whole condition'),
  bad('⟦"status/name"⟧="New"', 'a field name stands without quotes'),
  bad('⟦[status]⟧="New"', 'a field name stands without brackets'),
  bad('⟦5⟧=id', 'the field stands before 5'),
  bad('⟦null⟧=id', 'expected a field name, found "null"'),
  bad('status ⟦name⟧="New"', 'expected an operator such as =, found "name"'),
  bad('status⟦/⟧/name="New"', '"/" has no place here'),
  bad('status⟦/⟧="New"', '"/" has no place here'),
  bad('⟦/⟧status/name="New"', '"/" has no place here'),
  bad('first⟦-⟧name="x"', '"-" has no place here'),
  bad('⟦größe⟧=5', '"größe" is not a field name'),
  bad('communicationItems⟦[0]⟧/value="x"', 'members of a list have no numbers here'),
  bad('types/name=⟦Customer⟧', 'text stands in quotes: "Customer"'),
  bad('caption=⟦Site⟧', 'text stands in quotes: "Site"'),
  bad('summary="x"⟦\u200b⟧ and id=1', 'an invisible character (U+200B) has no place here'),
  bad('id=1 and ⟦“⟧', 'a curly quote (“) is not a quote'),
  bad('⟦{⟧"id":1}', '"{" has no place here'),
  bad('conditions=⟦id⟧=1', 'text stands in quotes: "id"'),
];

function of(path: string, parameter: FilterName = 'conditions') {
  return (text: string, tree: string, ...findings: Expected[]): Readable => ({
    path,
    parameter,
    text,
    tree,
    findings,
  });
}

function error(says: string, at?: string): Expected {
  return { severity: 'error', says, at };
}

function warning(says: string, at?: string): Expected {
  return { severity: 'warning', says, at };
}

function bad(marked: string, message: string): Unreadable {
  return { marked, message };
}

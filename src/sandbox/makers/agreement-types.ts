import authored from '../../../data/sandbox/agreements.json' with { type: 'json' };
import type { Maker } from '../ground.js';
import { every } from './amounts.js';
import { Cast } from './cast.js';

/** What agreements of a type begin with. */
export const agreementTypes: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const [index, type] of authored.types.entries()) {
    const { location, department } = cast.home(index);
    add(null, {
      name: type.name,
      prefixSuffixOption: 'Prefix',
      defaultFlag: index === 0,
      inactiveFlag: false,
      prePaymentFlag: type.name === 'Block Hours',
      invoicePreSuffix: type.name.replaceAll(/[^A-Z]/g, ''),
      location,
      department,
      restrictLocationFlag: every(4, index + 1),
      restrictDepartmentFlag: every(5, index + 1),
      applicationUnits: type.applicationUnits,
      applicationLimit: type.unlimited ? 0 : 10,
      applicationCycle: 'ContractYear',
      applicationUnlimitedFlag: type.unlimited,
      oneTimeFlag: false,
      coverAgreementTimeFlag: type.applicationUnits === 'Hours',
      coverAgreementProductFlag: false,
      coverAgreementExpenseFlag: index === 0,
      coverSalesTaxFlag: false,
      carryOverUnusedFlag: type.name === 'Block Hours',
      allowOverrunsFlag: !type.unlimited,
      expireWhenZero: type.name === 'Block Hours',
      chargeToFirmFlag: false,
      employeeCompRate: 'Hourly',
      employeeCompNotExceed: 'Billing',
      billingCycle: cast.ref(
        'BillingCycleReference',
        cast.named('/finance/billingCycles', type.cycle),
      ),
      billingTerms: cast.refNth('BillingTermsReference', '/finance/billingTerms', 0),
      invoicingCycle: 'ContractYear',
      taxableFlag: every(2, index),
      billTime: type.applicationUnits === 'Hours' ? 'NoCharge' : 'Billable',
      billExpenses: 'Billable',
      billProducts: 'Billable',
      billAmount: 0,
      billOneTimeFlag: false,
      billableTimeInvoiceFlag: type.applicationUnits !== 'Hours',
      billableExpenseInvoiceFlag: true,
      billableProductInvoiceFlag: true,
      copyWorkRolesFlag: every(3, index),
      copyWorkTypesFlag: every(3, index),
      expiredDays: type.unlimited ? 0 : 90,
      limit: type.unlimited ? 0 : 20,
      compHourlyRate: every(2, index) ? 0 : 60,
      compLimitAmount: every(2, index) ? 0 : 80,
      topCommentFlag: every(2, index),
      bottomCommentFlag: every(3, index),
      restrictDownPaymentFlag: every(4, index),
      invoiceDescription: `${type.name}, billed in advance`,
      prorateFlag: every(3, index),
      autoInvoiceFlag: type.cycle === 'Monthly',
      invoiceProratedAdditionsFlag: every(3, index),
    });
  }
};

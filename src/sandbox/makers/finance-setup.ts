import authored from '../../../data/sandbox/finance.json' with { type: 'json' };
import type { Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { listed } from './listed.js';

export const billingTerms = listed(authored.billingTerms);
export const billingCycles = listed(authored.billingCycles);
export const billingStatuses = listed(authored.billingStatuses);

export const currencies = listed(
  authored.currencies.map((currency, index) => ({
    ...currency,
    displayIdFlag: index > 0,
    displaySymbolFlag: true,
    currencyCode: { id: index + 1, name: currency.currencyIdentifier },
    thousandsSeparator: ',',
    decimalSeparator: '.',
    negativeParenthesesFlag: false,
    rightAlign: false,
    numberOfDecimals: 2,
  })),
);

export const currencyCodes = listed(
  authored.currencies.map(({ currencyIdentifier }) => ({ name: currencyIdentifier })),
);

/** Which tax code a state has, from 0: that of its name, else the last, which taxes nothing. */
export function taxIn(state: unknown): number {
  const own = authored.taxCodes.findIndex(({ identifier }) => identifier === state);
  return own === -1 ? authored.taxCodes.length - 1 : own;
}

/** Which terms a company pays by, from 0. */
export function termsOf(company: number): number {
  return company % authored.billingTerms.length;
}

/** One level of tax each: the percentage that invoices are taxed with. */
export const taxCodes: Maker = (ground, add) => {
  for (const [index, { identifier, description, rate, services }] of authored.taxCodes.entries()) {
    add(null, {
      identifier,
      description,
      invoiceCaption: 'Sales tax',
      effectiveDate: apiTime(ground.daysAgo(1500)).replace(/T.*/, 'T00:00:00Z'),
      defaultFlag: index === 0,
      displayOnInvoiceFlag: rate > 0,
      canadaCalculateGSTFlag: false,
      levelOneRate: rate,
      levelOneRateType: 'Percent',
      levelOneCaption: `${identifier} tax`,
      levelOneServicesFlag: services,
      levelOneExpensesFlag: false,
      levelOneProductsFlag: rate > 0,
    });
  }
};

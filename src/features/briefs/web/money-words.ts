/** How sums are written: the word behind the figure, and the currency it means. Apart from the form, since every line of a list says sums. */

export const moneyWords = {
  万元: 'CNY',
  亿元: 'CNY',
  万美元: 'USD',
  亿美元: 'USD',
  万欧元: 'EUR',
  亿欧元: 'EUR',
  万港元: 'HKD',
  亿港元: 'HKD',
  万日元: 'JPY',
  亿日元: 'JPY',
} as const
export type MoneyWord = keyof typeof moneyWords
export const moneyWordNames = Object.keys(moneyWords) as MoneyWord[] // keys of a literal object

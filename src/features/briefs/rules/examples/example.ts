/** One text in the style of the group chat with what a careful reader would enter; what is left out, the text does not say. */

export type Example = {
  text: string
  postedOn?: string
  /** every company named, full and short names alike */
  companies?: readonly string[]
  /** 总投资 in 万 of the currency; [from, to] for a range */
  investmentWan?: number | readonly [number, number]
  qualifier?: 'gt' | 'lt' | 'approx'
  currency?: string
  registeredWan?: number
  landMu?: number | readonly [number, number]
  floorM2?: number
  contactOn?: string
  unit?: string
  places?: readonly string[]
  zones?: readonly string[]
  people?: readonly string[]
  channel?: string
  /** a piece that the sentence on the intention must hold */
  intention?: string
  nextStep?: string
}

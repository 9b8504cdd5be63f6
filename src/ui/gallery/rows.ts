/** Made-up rows for the gallery. */
export type ExampleRow = {
  readonly id: string
  readonly unit: string
  readonly company: string
  readonly sent: number
  readonly valid: number
  readonly fen: number
  readonly at: string
  readonly trend: readonly number[]
}

export const exampleRows: readonly ExampleRow[] = [
  {
    id: 'a',
    unit: '盐仓街道',
    company: '浙江某某新材料有限公司',
    sent: 14,
    valid: 12,
    fen: 350_000_000_000,
    at: '2022-11-03T01:12:00.000000Z',
    trend: [3, 5, 4, 9, 14],
  },
  {
    id: 'b',
    unit: '驻杭州招商组',
    company: '江苏某某粮食加工有限公司',
    sent: 9,
    valid: 9,
    fen: 12_000_000_000,
    at: '2022-11-02T08:40:00.000000Z',
    trend: [8, 7, 9, 9, 9],
  },
  {
    id: 'c',
    unit: '小沙街道',
    company: '某某光电（深圳）股份有限公司',
    sent: 0,
    valid: 0,
    fen: 800_000,
    at: '2021-12-30T02:05:00.000000Z',
    trend: [2, 1, 0, 1, 0],
  },
]

/** the moment of all examples: 2022-11-03 10:00 in the city */
export const exampleNow = Date.parse('2022-11-03T02:00:00Z')

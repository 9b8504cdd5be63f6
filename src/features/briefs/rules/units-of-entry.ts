/** The units in which figures are entered: 万 of the currency, 亩 and square metres. */

/** hundredths of the currency in 万; six decimals are hundredths of the currency exactly */
export function wanOf(hundredths: bigint): number {
  return Number(hundredths) / 1_000_000
}

/** 1公顷 is 15亩; two decimals of a mu are finer than any survey */
export function muOf(squareMetres: number): number {
  return Math.round((squareMetres * 15) / 100) / 100
}

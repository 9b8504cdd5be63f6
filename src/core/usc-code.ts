/** 统一社会信用代码 (GB 32100-2015): the 18 characters by which a company is known, with its check character. */
import * as z from 'zod'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3^i mod 31 (GB 32100-2015, 5.2) */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

export const uscCodeSchema = z.string().transform(normaliseUscCode).refine(isUscCode, { error: '统一社会信用代码有误' })

/** Full-width characters, blanks and small letters as people type them. */
export function normaliseUscCode(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/** Of the normal form. */
export function isUscCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false
  return code[17] === checkOf(code)
}

function checkOf(code: string): string | undefined {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(code.charAt(index)), 0)
  return alphabet[(31 - (sum % 31)) % 31]
}

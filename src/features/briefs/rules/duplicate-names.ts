/** When two written names may be one company: a hint while the form fills, never a verdict. */

/**
 * The same company however it is written: full or half width, brackets, blanks, form and 股份 left out.
 * A hint of sameness only; the credit code and a person decide.
 */
export function companyKey(name: string): string {
  const narrow = name
    .normalize('NFKC')
    .replace(/[\s()（）〔〕[\]【】“”"'·,.，。-]/g, '')
    .toUpperCase()
  const bare = narrow.replace(
    /(?:集团)?(?:股份有限公司|有限责任公司|有限公司|股份公司|集团公司|总公司|公司|COLTD|LTD|LIMITED|INC|GMBH|集团|股份)$/,
    '',
  )
  return bare.length >= 2 ? bare : narrow
}

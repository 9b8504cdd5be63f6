/** Whether a text is marked as a state secret (绝密, 机密, 秘密): such a text is refused and not stored. */
import { fold } from './span.ts'

export const secrecyLevels = ['绝密', '机密', '秘密'] as const
export type SecrecyLevel = (typeof secrecyLevels)[number]
export type SecrecyMark = { level: SecrecyLevel; at: number }

// between the two characters a mark may have blanks (机　密) or invisible characters
const gap = '[ \\u200b-\\u200d\\u2060\\ufeff]{0,4}'
const level = `((?:绝|絕)${gap}密|(?:机|機)${gap}密|(?:秘|祕)${gap}密)`
const period = '(?:长期|永久|\\d{1,2} ?(?:年|个月)|[一二三五十]{1,3}(?:年|个月)|解密)'

/**
 * The marks of 保守国家秘密法实施条例 and GB/T 9704-2012 (level ★ period at the head) and what people write in their
 * place. The bare words are innocent: 商业秘密, 保密, 秘密武器, 涉密资质.
 */
const marks: readonly RegExp[] = [
  // 机密★1年, 秘密☆, 绝密*长期
  new RegExp(`${level}(?:级)?${gap}[★☆⭐✩✭*]`, 'gm'),
  // 密级：机密, 密级为秘密, 定密为机密级
  new RegExp(`(?:密级|定密|涉密等级|保密等级|秘密等级)(?:标识)?${gap}(?:确?定?为|是|:)?${gap}[【[(“"]?${level}`, 'gm'),
  // 【秘密】, [机密], 〔绝密 10年〕
  new RegExp(`[【\\[《<「]${gap}${level}(?:级|件|文件)?${gap}(?:[·:,-]?${gap}${period})?${gap}[】\\]》>」]`, 'gm'),
  // （机密） at the beginning or end of a line, or behind the head 【…简报】
  new RegExp(`(?:^|】)${gap}\\(${gap}${level}(?:级|件)?${gap}(?:[·:,-]?${gap}${period})?${gap}\\)`, 'gm'),
  new RegExp(`\\(${gap}${level}(?:级|件)?${gap}(?:[·:,-]?${gap}${period})?${gap}\\)${gap}$`, 'gm'),
  // a line that is only the mark, or begins with it and a break: 机密, 秘密 1年, 机密：…, 绝密！
  new RegExp(`^${gap}${level}(?:级|件|文件|材料)?${gap}(?:${period}${gap})?(?:$|[:!，,。;；！|/]| )`, 'gm'),
  // 本件属机密级国家秘密, 此件为秘密级文件, 机密级材料
  new RegExp(
    `(?:本|此|该|以下)(?:文|件|文件|材料|信息|内容|简报)[^。；;\\n]{0,4}(?:属于?|为|系|是|列为)${gap}${level}(?!武器|基地)`,
    'gm',
  ),
  new RegExp(`${level}级${gap}(?:国家秘密|文件|材料|公文|事项)`, 'gm'),
]
/** a secret of trade, not of the state */
const tradeBefore = /(?:商业|企业|公司|技术|工作|行业|专利|配方|个人|贸易)[ ]?$/

export function secrecyMark(pasted: string): SecrecyMark | null {
  const text = fold(pasted)
  let first: SecrecyMark | null = null
  for (const pattern of marks) {
    for (const hit of text.matchAll(pattern)) {
      const written = hit[1] ?? ''
      const at = hit.index + hit[0].indexOf(written)
      if (tradeBefore.test(text.slice(Math.max(0, at - 4), at)) || (first && first.at <= at)) continue
      first = { level: levelOf(written), at }
    }
  }
  return first
}

function levelOf(written: string): SecrecyLevel {
  const char = written.charAt(0)
  if (char === '绝' || char === '絕') return '绝密'
  return char === '机' || char === '機' ? '机密' : '秘密'
}

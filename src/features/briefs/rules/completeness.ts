/** What a brief still lacks to stand as a claim: an empty placeholder must not win the first report (防占坑). */
import type { BriefInput } from '../model.ts'

type Claim = Pick<BriefInput, 'contactName' | 'contactOn'> & {
  mentions: readonly { companyName: string; intention: string | null }[]
}

/** names that name nobody */
const placeholder = /^(?:某.{0,6}|.{0,4}某某?.{0,6}|未知|待定|待补|暂无|无|不详|保密|[xX×＊*?？]+.{0,6}|公司|企业)$/

/** Fields in the officials' words; empty when the claim stands. Source: 4.2 之二, 认领以要素齐备的首次提交为准. */
export function missingFor(brief: Claim): string[] {
  const named = brief.mentions.filter((mention) => !placeholder.test(mention.companyName.trim()))
  return [
    ...(named.length === 0 ? ['企业名称'] : []),
    ...(brief.contactName === null ? ['企业联系人'] : []),
    ...(brief.contactOn === null ? ['接触日期'] : []),
    // one company with its intention is a claim; further ones may follow
    ...(named.length > 0 && named.every((mention) => mention.intention === null) ? ['投资意向'] : []),
    ...(named.length === 0 && brief.mentions.every((mention) => mention.intention === null) ? ['投资意向'] : []),
  ]
}

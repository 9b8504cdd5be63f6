/** What changed in a brief, field by field, in words that stand in its thread. */
import { areaZh } from '#core/area.ts'
import { fromWire, moneyZh } from '#core/money.ts'
import { type BriefInput, channels, type MentionInput, visibilities } from '../model.ts'

/** The fields that a revision can change, phones and ID numbers blanked already. */
export type Revisable = Pick<
  BriefInput,
  'body' | 'contactOn' | 'channel' | 'place' | 'contactName' | 'nextStep' | 'nextOn' | 'helpNeeded' | 'visibility'
> & {
  mentions: readonly MentionInput[]
  contactPhoneMasked: string | null
  /** in words, each once */
  contacts: readonly string[]
  unitNames: readonly string[]
  intentBlockName: string | null
}

export type Change = { key: string; field: string; before: string; after: string }

/** label and words of each field; `shown` where what is compared and what is shown differ */
type Field = { key: string; label: string; words: (brief: Revisable) => string; shown?: (brief: Revisable) => string }

const list = (words: readonly string[]) => [...words].sort().join('、')
const fields: readonly Field[] = [
  { key: 'body', label: '正文', words: (b) => b.body },
  { key: 'mentions', label: '企业与意向', words: (b) => b.mentions.map(mentionZh).join('\n') },
  { key: 'contactOn', label: '接触日期', words: (b) => b.contactOn ?? '' },
  { key: 'channel', label: '接触方式', words: (b) => (b.channel ? channels[b.channel] : '') },
  { key: 'place', label: '地点', words: (b) => b.place ?? '' },
  { key: 'contacts', label: '接触人', words: (b) => list(b.contacts) },
  {
    key: 'contactName',
    label: '企业联系人',
    words: (b) => b.contactName ?? '',
    // a thread is read by many, the name by few
    shown: (b) => maskedName(b.contactName) ?? '',
  },
  { key: 'contactPhone', label: '联系电话', words: (b) => b.contactPhoneMasked ?? '' },
  { key: 'nextStep', label: '下一步', words: (b) => b.nextStep ?? '' },
  { key: 'nextOn', label: '下一步时间', words: (b) => b.nextOn ?? '' },
  { key: 'helpNeeded', label: '需要协助', words: (b) => b.helpNeeded ?? '' },
  { key: 'visibility', label: '可见范围', words: (b) => visibilities[b.visibility] },
  { key: 'units', label: '指定单位', words: (b) => list(b.unitNames) },
  { key: 'intentBlock', label: '意向区块', words: (b) => b.intentBlockName ?? '' },
]

export function changesBetween(before: Revisable, after: Revisable): Change[] {
  return fields
    .filter(({ words }) => words(before) !== words(after))
    .map(({ key, label, words, shown = words }) => ({ key, field: label, before: shown(before), after: shown(after) }))
}

/** 王** : enough to know whom a colleague means. */
export function maskedName(name: string | null): string | null {
  return name === null ? null : `${[...name][0] ?? ''}**`
}

const atMost = { gt: '超', lt: '不到', approx: '约' } as const

function mentionZh(mention: MentionInput): string {
  const money =
    mention.investmentFen === null
      ? ''
      : `投资${mention.investmentQualifier ? atMost[mention.investmentQualifier] : ''}${moneyZh(fromWire(mention.investmentFen)).replace(/元$/, mention.investmentCurrency === 'CNY' ? '元' : mention.investmentCurrency)}`
  return [
    mention.companyName,
    mention.uscCode ?? '',
    mention.companyRegion ?? '',
    mention.industry ?? '',
    mention.intention ?? '',
    money,
    mention.landM2 === null ? '' : `用地${areaZh(mention.landM2)}`,
    mention.floorAreaM2 === null ? '' : `建筑面积${areaZh(mention.floorAreaM2, '㎡')}`,
  ]
    .filter((word) => word !== '')
    .join('，')
}

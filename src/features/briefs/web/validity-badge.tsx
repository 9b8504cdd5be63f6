/** 待核, 有效, 无效, 重复: in a word and a shape. */
import { Badge, type Tone } from '#ui/badge.tsx'
import { type Brief, validities } from '../model.ts'

const tones: Readonly<Record<Brief['validity'], Tone>> = {
  pending: 'plain',
  valid: 'green',
  invalid: 'red',
  duplicate: 'amber',
}

export function ValidityBadge({ validity }: { validity: Brief['validity'] }) {
  return <Badge tone={tones[validity]} word={validities[validity]} />
}

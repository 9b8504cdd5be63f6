/** The states of a page's read: first load, renewing, refused, empty. */
import { Refusal } from '#core/refusal.ts'
import type { Read } from '../data.tsx'
import { Section } from '../layout.tsx'
import { Body } from '../page.tsx'

const still: Read<readonly string[]> = {
  data: undefined,
  refusal: null,
  first: false,
  busy: false,
  paused: false,
  again: () => {},
}

export function States() {
  return (
    <Section title="页面的几种样子">
      <h3>第一次打开</h3>
      <Body of={{ ...still, first: true, busy: true }}>{() => null}</Body>
      <h3>正在更新</h3>
      <Body of={{ ...still, data: ['旧的内容留着'], busy: true }}>{(data) => <p>{data[0]}</p>}</Body>
      <h3>没有打开</h3>
      <Body of={{ ...still, refusal: new Refusal('unavailable', '网络没有连上') }}>{() => null}</Body>
      <h3>没有内容</h3>
      <Body of={{ ...still, data: [] }} empty={{ when: (data) => data.length === 0, say: '今天没有要办的事' }}>
        {() => null}
      </Body>
    </Section>
  )
}

/** A person as the city names one: name, unit, post; and for whom it was recorded. */
export type PersonProps = {
  readonly name: string
  readonly unit?: string | null
  /** 区块领导, 单位负责人 … */
  readonly post?: string | null
  readonly acting?: boolean
  /** 代录: who pressed the button for this person */
  readonly recordedBy?: string | null
}

export function Person({ name, unit, post, acting = false, recordedBy }: PersonProps) {
  const about = [unit, post ? `${post}${acting ? '（代理）' : ''}` : null].filter(Boolean).join(' · ')
  return (
    <span className="person">
      <strong>{name}</strong>
      {about ? <span className="soft"> {about}</span> : null}
      {recordedBy ? <span className="person-by">{recordedBy} 代录</span> : null}
    </span>
  )
}

/** A text marked as a state secret is refused on the spot, with the reason, and kept nowhere. */
import type { SecrecyLevel } from '../rules/secrecy.ts'

export function SecretNote({ level }: { level: SecrecyLevel }) {
  return (
    <div className="note note-red" role="alert">
      <strong>不能发：文中标有「{level}」</strong>
      <p>本系统严禁处理国家秘密。这段话没有保存，也没有留在草稿里。请按保密规定办理；如果标错了，核准后再粘贴。</p>
    </div>
  )
}

export function SecretWord({ level }: { level: SecrecyLevel }) {
  return (
    <p className="note note-red" role="alert">
      文中标有「{level}」，本系统严禁处理国家秘密。没有保存，也不能发。
    </p>
  )
}
